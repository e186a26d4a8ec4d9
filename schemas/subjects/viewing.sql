-- Who showed it is the viewing's own agent; where it names none, the client's agent in force on that day.
WITH viewing AS (
    SELECT day, as_of, viewing_id, client_id, listing_id, agent_id, mode, status, ended_at, feedback_at,
           CASE WHEN status = 'done' THEN coalesce(started_at, scheduled_at) ELSE scheduled_at END AS viewed_at
    FROM viewings
),
shown AS (
    SELECT v.day, v.as_of, v.viewing_id, v.client_id, v.listing_id, coalesce(v.agent_id, k.agent_id) AS consultant, v.mode,
           v.status, v.ended_at, v.feedback_at, v.viewed_at
    FROM viewing v
    LEFT JOIN clients_history k
      ON k.client_id = v.client_id AND to_date(v.viewed_at) >= k.since AND to_date(v.viewed_at) < k.replaced
)
SELECT v.*, a.store_id AS store, l.district
FROM shown v
LEFT JOIN agents_history a
  ON a.agent_id = v.consultant AND to_date(v.viewed_at) >= a.since AND to_date(v.viewed_at) < a.replaced
LEFT JOIN listings_history l
  ON l.listing_id = v.listing_id AND to_date(v.viewed_at) >= l.since AND to_date(v.viewed_at) < l.replaced
