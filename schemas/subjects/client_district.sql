WITH browsing AS (
    -- A day's browsing stands in the windows of that day and of the six after it, from when it is known.
    SELECT client_id, listing_id, browse_date,
           explode(sequence(greatest(known_day, :from_day), least(date_add(browse_date, 6), :to_day))) AS day
    FROM browse_day
    WHERE greatest(known_day, :from_day) <= least(date_add(browse_date, 6), :to_day)
),
interest AS (
    SELECT b.client_id, l.district, b.day, count(DISTINCT b.listing_id) AS listings
    FROM browsing b
    JOIN listings_history l
      ON l.listing_id = b.listing_id AND b.browse_date >= l.since AND b.browse_date < l.replaced AND l.counts_from <= b.day
    WHERE l.district IS NOT NULL
    GROUP BY b.client_id, l.district, b.day
),
viewing AS (
    SELECT v.client_id, l.district, v.day, count(*) AS viewings
    FROM viewings v
    JOIN listings_history l
      ON l.listing_id = v.listing_id AND to_date(v.booked_at) >= l.since AND to_date(v.booked_at) < l.replaced
     AND l.counts_from <= v.day
    WHERE v.status IS DISTINCT FROM 'cancelled' AND v.scheduled_at >= timestampadd(HOUR, -7 * 24, v.as_of)
    GROUP BY v.client_id, l.district, v.day
)
-- In a night the day is a constant, and "of the same day" a condition: ADDING.md says what the hint is for.
SELECT /*+ SHUFFLE_HASH(k), SHUFFLE_HASH(v), SHUFFLE_HASH(a) */
       i.day, timestamp(date_add(i.day, 1)) AS as_of, i.client_id, i.district, i.listings, coalesce(v.viewings, 0) AS viewings,
       coalesce(k.status, 'active') <> 'closed' AND NOT coalesce(k.deleted, false) AS client_open,
       k.agent_id AS owner, a.store_id AS owner_store
FROM interest i
LEFT JOIN clients k ON k.client_id = i.client_id AND k.day = i.day
LEFT JOIN viewing v ON v.client_id = i.client_id AND v.district = i.district AND v.day = i.day
LEFT JOIN agents a ON a.agent_id = k.agent_id AND a.day = i.day
