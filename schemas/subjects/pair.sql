-- The pairs go through one step after the other. Named in several, they would be found from the recommendations several times.
WITH recommended AS (
    SELECT client_id, listing_id, day, as_of, recommended_at, to_date(recommended_at) AS recommended_on, source, score,
           row_number() OVER (PARTITION BY client_id, listing_id ORDER BY recommended_at, recommendation_id) AS nth
    FROM recommendations
    WHERE listing_id IS NOT NULL
),
event AS (
    SELECT client_id, listing_id, coalesce(started_at, scheduled_at) AS at,
           CASE WHEN outcome = 'liked' THEN 'liked' ELSE 'viewed' END AS what
    FROM viewings WHERE status = 'done' AND coalesce(started_at, scheduled_at) < as_of
    UNION ALL
    SELECT client_id, listing_id, signed_at, 'signed' FROM deals WHERE status IS DISTINCT FROM 'cancelled'
),
pair AS (
    SELECT /*+ SHUFFLE_HASH(e) */
           p.client_id, p.listing_id, p.day, p.as_of, p.recommended_at, p.recommended_on, p.source, p.score,
           min(e.at) FILTER (WHERE e.what IN ('viewed', 'liked')) AS viewed_at,
           min(e.at) FILTER (WHERE e.what = 'liked') AS liked_at,
           min(e.at) FILTER (WHERE e.what = 'signed') AS deal_at
    FROM recommended p
    LEFT JOIN event e ON e.client_id = p.client_id AND e.listing_id = p.listing_id AND e.at >= p.recommended_at
    WHERE p.nth = 1
    GROUP BY p.client_id, p.listing_id, p.day, p.as_of, p.recommended_at, p.recommended_on, p.source, p.score
),
budget AS (
    -- Demands as known now; that of a day is the latest valid by its end.
    SELECT client_id, to_date(valid_from) AS valid_from, budget_min,
           lead(to_date(valid_from)) OVER (PARTITION BY client_id ORDER BY valid_from) AS replaced
    FROM demands
),
tier AS (
    -- No tier before the client was created, nor while it was closed or withdrawn. Horizon, power and status are those of the
    -- version in force on that day, demands as known now (metrics.md, Tiers: recomputed from everything that had arrived).
    SELECT /*+ SHUFFLE_HASH(c), SHUFFLE_HASH(b) */ p.*, c.client_id IS NOT NULL AND k.client_id IS NOT NULL AS has_tier, k.horizon_days,
           CASE WHEN k.purchasing_power IS NULL OR b.budget_min IS NULL THEN NULL
                WHEN b.budget_min = 0 THEN 1
                ELSE least(1, k.purchasing_power / b.budget_min) END AS budget_fit
    FROM pair p
    LEFT JOIN clients c ON c.client_id = p.client_id AND to_date(c.created_at) <= p.recommended_on
    LEFT JOIN clients_versions k
      ON k.client_id = p.client_id AND p.recommended_on >= k.since AND p.recommended_on < k.replaced
     AND NOT coalesce(k.deleted, false) AND k.status IS DISTINCT FROM 'closed'
    LEFT JOIN budget b
      ON b.client_id = p.client_id AND b.valid_from <= p.recommended_on
     AND (b.replaced IS NULL OR b.replaced > p.recommended_on)
)
SELECT t.day, t.as_of, t.client_id, t.listing_id, t.recommended_at, t.source, l.district,
       CASE WHEN NOT t.has_tier THEN NULL
            WHEN t.horizon_days <= 30 AND t.budget_fit >= 0.8 THEN 'A'
            WHEN t.horizon_days <= 180 THEN 'B'
            ELSE 'C' END AS tier,
       CASE WHEN t.score IS NULL THEN NULL WHEN t.score < 60 THEN '0–59' WHEN t.score < 80 THEN '60–79' ELSE '80–100' END
           AS score_band,
       t.viewed_at, t.liked_at, t.deal_at
FROM tier t
LEFT JOIN listings_history l
  ON l.listing_id = t.listing_id AND t.recommended_on >= l.since AND t.recommended_on < l.replaced
