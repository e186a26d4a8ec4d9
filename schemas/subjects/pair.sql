WITH first_recommendation AS (
    SELECT client_id, listing_id, max(day) AS day, max(as_of) AS as_of,
           min(struct(recommended_at, recommendation_id, source, score, agent_id)) AS first
    FROM recommendations
    WHERE listing_id IS NOT NULL
    GROUP BY client_id, listing_id
),
pair AS (
    SELECT client_id, listing_id, day, as_of, first.recommended_at, to_date(first.recommended_at) AS recommended_on,
           first.source, first.score
    FROM first_recommendation
),
outcome AS (
    SELECT p.client_id, p.listing_id,
           min(coalesce(v.started_at, v.scheduled_at)) AS viewed_at,
           min(coalesce(v.started_at, v.scheduled_at)) FILTER (WHERE v.outcome = 'liked') AS liked_at
    FROM pair p JOIN viewings v
      ON v.client_id = p.client_id AND v.listing_id = p.listing_id AND v.status = 'done'
     AND coalesce(v.started_at, v.scheduled_at) >= p.recommended_at
    GROUP BY p.client_id, p.listing_id
),
deal AS (
    SELECT p.client_id, p.listing_id, min(d.signed_at) AS deal_at
    FROM pair p JOIN deals d
      ON d.client_id = p.client_id AND d.listing_id = p.listing_id AND d.status IS DISTINCT FROM 'cancelled'
     AND d.signed_at >= p.recommended_at
    GROUP BY p.client_id, p.listing_id
),
tier AS (
    SELECT p.client_id, p.listing_id, k.horizon_days, k.purchasing_power,
           max_by(d.budget_min, d.valid_from) AS budget_min
    FROM pair p
    JOIN clients_history k
      ON k.client_id = p.client_id AND p.recommended_on >= k.since AND p.recommended_on < k.replaced
    LEFT JOIN demands_history d
      ON d.client_id = p.client_id AND to_date(d.valid_from) <= p.recommended_on
     AND p.recommended_on >= d.since AND p.recommended_on < d.replaced
    GROUP BY p.client_id, p.listing_id, k.horizon_days, k.purchasing_power
)
SELECT p.day, p.as_of, p.client_id, p.listing_id, p.recommended_at, p.source, l.district,
       CASE WHEN t.client_id IS NULL THEN NULL
            WHEN t.horizon_days <= 30
             AND coalesce(CASE WHEN t.budget_min = 0 THEN 1 ELSE least(1, t.purchasing_power / nullif(t.budget_min, 0)) END, 0) >= 0.8
             AND t.purchasing_power IS NOT NULL THEN 'A'
            WHEN t.horizon_days <= 180 THEN 'B'
            ELSE 'C' END AS tier,
       CASE WHEN p.score IS NULL THEN NULL WHEN p.score < 60 THEN '0–59' WHEN p.score < 80 THEN '60–79' ELSE '80–100' END
           AS score_band,
       o.viewed_at, o.liked_at, e.deal_at
FROM pair p
LEFT JOIN outcome o ON o.client_id = p.client_id AND o.listing_id = p.listing_id
LEFT JOIN deal e ON e.client_id = p.client_id AND e.listing_id = p.listing_id
LEFT JOIN tier t ON t.client_id = p.client_id AND t.listing_id = p.listing_id
LEFT JOIN listings_history l
  ON l.listing_id = p.listing_id AND p.recommended_on >= l.since AND p.recommended_on < l.replaced
