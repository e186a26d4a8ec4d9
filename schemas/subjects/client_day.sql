-- Who acted is the row's own agent; where it names none, the client's agent in force on that day (metrics.md, Proportions,
-- maturity, attribution). A viewing noted as done whose time is still ahead is not done yet.
WITH service AS (
    SELECT client_id, agent_id, contact_date AS served_on, contacts, 0L AS done_viewings, 0L AS signings, 0L AS touches
    FROM contact_day WHERE known_day <= :to_day
    UNION ALL
    SELECT client_id, agent_id, to_date(coalesce(started_at, scheduled_at)), 0L, 1L, 0L, 0L FROM viewings
    WHERE status = 'done' AND coalesce(started_at, scheduled_at) < as_of
    UNION ALL
    SELECT client_id, agent_id, to_date(signed_at), 0L, 0L, 1L, 0L FROM deals
    UNION ALL
    SELECT d.client_id, d.agent_id, to_date(t.done_at), 0L, 0L, 0L, 1L
    FROM after_sales t JOIN deals d ON d.deal_id = t.deal_id
    WHERE t.done_at IS NOT NULL
),
acted AS (
    SELECT s.client_id, coalesce(s.agent_id, k.agent_id) AS agent_id, s.served_on, s.contacts, s.done_viewings, s.signings,
           s.touches
    FROM service s
    LEFT JOIN clients_history k ON k.client_id = s.client_id AND s.served_on >= k.since AND s.served_on < k.replaced
    WHERE s.served_on IS NOT NULL
),
client_day AS (
    SELECT client_id, agent_id AS consultant, served_on, sum(contacts) AS contacts, sum(done_viewings) AS done_viewings,
           sum(signings) AS signings, sum(touches) AS touches
    FROM acted
    GROUP BY client_id, agent_id, served_on
)
SELECT :to_day AS day, timestamp(date_add(:to_day, 1)) AS as_of, s.*, a.store_id AS store
FROM client_day s
LEFT JOIN agents_history a ON a.agent_id = s.consultant AND s.served_on >= a.since AND s.served_on < a.replaced
