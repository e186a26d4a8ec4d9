-- What a client looked at on one day; every window over browsing is made of these, the events themselves are read once.
-- known_day: the first day whose run counts the row.
SELECT client_id, listing_id, to_date(browsed_at) AS browse_date,
       greatest(arrived, to_date(browsed_at)) AS known_day,
       count(*) AS browses
FROM browse_events
GROUP BY client_id, listing_id, to_date(browsed_at), greatest(arrived, to_date(browsed_at))
