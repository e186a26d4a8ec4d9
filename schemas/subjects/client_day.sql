WITH service AS (
    SELECT client_id, agent_id, contact_date AS served_on, contacts, 0L AS done_viewings, 0L AS signings, 0L AS touches
    FROM contact_day WHERE known_day <= :to_day
    UNION ALL
    SELECT client_id, agent_id, to_date(coalesce(started_at, scheduled_at)), 0L, 1L, 0L, 0L FROM viewings WHERE status = 'done'
    UNION ALL
    SELECT client_id, agent_id, to_date(signed_at), 0L, 0L, 1L, 0L FROM deals
    UNION ALL
    SELECT d.client_id, d.agent_id, to_date(t.done_at), 0L, 0L, 0L, 1L
    FROM after_sales t JOIN deals d ON d.deal_id = t.deal_id
    WHERE t.done_at IS NOT NULL
),
client_day AS (
    SELECT client_id, agent_id AS consultant, served_on, sum(contacts) AS contacts, sum(done_viewings) AS done_viewings,
           sum(signings) AS signings, sum(touches) AS touches
    FROM service WHERE served_on IS NOT NULL
    GROUP BY client_id, agent_id, served_on
)
SELECT :to_day AS day, timestamp(date_add(:to_day, 1)) AS as_of, s.*, a.store_id AS store
FROM client_day s
LEFT JOIN agents_history a ON a.agent_id = s.consultant AND s.served_on >= a.since AND s.served_on < a.replaced
