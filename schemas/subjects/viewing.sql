WITH viewing AS (
    SELECT day, as_of, viewing_id, client_id, listing_id, agent_id AS consultant, mode, status, ended_at, feedback_at,
           CASE WHEN status = 'done' THEN coalesce(started_at, scheduled_at) ELSE scheduled_at END AS viewed_at
    FROM viewings
)
SELECT v.*, a.store_id AS store, l.district
FROM viewing v
LEFT JOIN agents_history a
  ON a.agent_id = v.consultant AND to_date(v.viewed_at) >= a.since AND to_date(v.viewed_at) < a.replaced
LEFT JOIN listings_history l
  ON l.listing_id = v.listing_id AND to_date(v.viewed_at) >= l.since AND to_date(v.viewed_at) < l.replaced
