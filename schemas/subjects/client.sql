WITH demand AS (
    SELECT client_id, day, max_by(budget_min, valid_from) AS budget_min
    FROM demands GROUP BY client_id, day
),
contact_news AS (
    -- What the run of each day learnt; all that was known before the range counts for its first day.
    SELECT client_id, greatest(known_day, :from_day) AS day, max(last_at) AS last_at
    FROM contact_day WHERE known_day <= :to_day GROUP BY client_id, greatest(known_day, :from_day)
),
timeline AS (
    SELECT client_id, day, last_at, false AS standing FROM contact_news
    UNION ALL
    SELECT client_id, day, NULL, true FROM clients
),
contact AS (
    SELECT client_id, day, standing,
           max(last_at) OVER (PARTITION BY client_id ORDER BY day RANGE UNBOUNDED PRECEDING) AS last_contact_at
    FROM timeline
),
client AS (
    SELECT k.day, k.as_of, k.client_id, k.created_at, k.status, coalesce(k.status, 'active') <> 'closed' AS client_open,
           coalesce(k.agent_id, CAST(NULL AS string)) AS owner, k.horizon_days,
           CASE WHEN k.purchasing_power IS NULL OR d.budget_min IS NULL THEN NULL
                WHEN d.budget_min = 0 THEN 1
                ELSE least(1, k.purchasing_power / d.budget_min) END AS budget_fit,
           c.last_contact_at
    FROM clients k
    LEFT JOIN demand d ON d.client_id = k.client_id AND d.day = k.day
    LEFT JOIN contact c ON c.client_id = k.client_id AND c.day = k.day AND c.standing
    WHERE NOT coalesce(k.deleted, false)
)
SELECT c.*, a.store_id AS owner_store,
       CASE WHEN NOT c.client_open THEN NULL
            WHEN c.horizon_days <= 30 AND c.budget_fit >= 0.8 THEN 'A'
            WHEN c.horizon_days <= 180 THEN 'B'
            ELSE 'C' END AS tier,
       greatest(c.created_at, c.last_contact_at) AS last_touch_at,
       (unix_micros(c.as_of) - unix_micros(greatest(c.created_at, c.last_contact_at))) DIV 3600000000 AS silent_hours
FROM client c
LEFT JOIN agents a ON a.agent_id = c.owner AND a.day = c.day
