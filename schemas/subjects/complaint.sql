-- The store is the complaint's own; where it names none, that of its agent, else of its client's agent, on the day on which
-- it was opened (metrics.md: what an event row lacks is taken from the version in force on its date).
WITH manager AS (
    SELECT day, store_id, min(agent_id) AS agent_id
    FROM agents WHERE role = 'manager' AND (left_on IS NULL OR left_on > day)
    GROUP BY day, store_id
),
complaint AS (
    SELECT c.day, c.as_of, c.complaint_id, c.client_id, c.agent_id, coalesce(c.store_id, g.store_id) AS store, c.attribution, c.root_cause,
           cast(c.severity AS string) AS severity, c.opened_at, c.responded_at, c.plan_at, c.resolved_at, c.compensation,
           timestampadd(HOUR, 24, c.opened_at) AS response_due_at,
           timestampadd(HOUR, 3, c.responded_at) AS plan_due_at,
           coalesce(k.status, 'active') <> 'closed' AND NOT coalesce(k.deleted, false) AS client_open,
           coalesce(k.agent_id, m.agent_id) AS owner
    FROM complaints c
    LEFT JOIN clients k ON k.client_id = c.client_id AND k.day = c.day
    LEFT JOIN clients_history h
      ON h.client_id = c.client_id AND to_date(c.opened_at) >= h.since AND to_date(c.opened_at) < h.replaced
     AND h.counts_from <= c.day
    LEFT JOIN agents_history g
      ON g.agent_id = coalesce(c.agent_id, h.agent_id)
     AND to_date(c.opened_at) >= g.since AND to_date(c.opened_at) < g.replaced AND g.counts_from <= c.day
    LEFT JOIN manager m ON m.store_id = coalesce(c.store_id, g.store_id) AND m.day = c.day
)
SELECT c.*, a.store_id AS owner_store
FROM complaint c
LEFT JOIN agents a ON a.agent_id = c.owner AND a.day = c.day
