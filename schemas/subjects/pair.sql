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
     AND coalesce(v.started_at, v.scheduled_at) < v.as_of
    GROUP BY p.client_id, p.listing_id
),
deal AS (
    SELECT p.client_id, p.listing_id, min(d.signed_at) AS deal_at
    FROM pair p JOIN deals d
      ON d.client_id = p.client_id AND d.listing_id = p.listing_id AND d.status IS DISTINCT FROM 'cancelled'
     AND d.signed_at >= p.recommended_at
    GROUP BY p.client_id, p.listing_id
),
budget AS (
    SELECT p.client_id, p.recommended_on, max_by(d.budget_min, d.valid_from) AS budget_min
    FROM (SELECT DISTINCT client_id, recommended_on FROM pair) p
    JOIN demands d ON d.client_id = p.client_id AND to_date(d.valid_from) <= p.recommended_on
    GROUP BY p.client_id, p.recommended_on
),
tier AS (
    -- No tier before the client was created, nor while it was closed or withdrawn. Horizon, power and status are those of the
    -- version in force on that day, demands as known now (metrics.md, Tiers: recomputed from everything that had arrived).
    SELECT p.client_id, p.listing_id, k.horizon_days,
           CASE WHEN k.purchasing_power IS NULL OR b.budget_min IS NULL THEN NULL
                WHEN b.budget_min = 0 THEN 1
                ELSE least(1, k.purchasing_power / b.budget_min) END AS budget_fit
    FROM pair p
    JOIN clients c ON c.client_id = p.client_id AND to_date(c.created_at) <= p.recommended_on
    JOIN clients_versions k
      ON k.client_id = p.client_id AND p.recommended_on >= k.since AND p.recommended_on < k.replaced
     AND NOT coalesce(k.deleted, false) AND k.status IS DISTINCT FROM 'closed'
    LEFT JOIN budget b ON b.client_id = p.client_id AND b.recommended_on = p.recommended_on
)
SELECT p.day, p.as_of, p.client_id, p.listing_id, p.recommended_at, p.source, l.district,
       CASE WHEN t.client_id IS NULL THEN NULL
            WHEN t.horizon_days <= 30 AND t.budget_fit >= 0.8 THEN 'A'
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
