-- What each client with a task wants, as known at the end of the day on which the task was raised. Reads
-- asked(task_id, client_id, day); several tasks of a client that were raised on one day share a row. The wanted are few beside what
-- is looked up for them; what the hint is for says ADDING.md of the subjects.
WITH wanted AS (
    SELECT client_id, day, concat(client_id, ' ', day) AS wish_id, collect_list(task_id) AS tasks
    FROM asked GROUP BY client_id, day
),
demand AS (
    SELECT /*+ SHUFFLE_HASH(w) */ w.wish_id,
           max_by(struct(d.budget_min, d.budget_max, d.districts, d.rooms_min, d.rooms_max, d.area_min, d.area_max,
                         d.max_building_age, d.max_households_per_lift, d.property_brands, d.max_commute_minutes,
                         d.commute_cell_lat, d.commute_cell_lon,
                         array_union(coalesce(d.need_tags, array()), coalesce(d.implied_tags, array())) AS wishes),
                  d.valid_from) AS d
    FROM wanted w JOIN demands_standing d
      ON d.client_id = w.client_id AND d.stands_from <= w.day AND d.gone_from > w.day
    GROUP BY w.wish_id
),
viewed AS (
    -- A viewing noted as done whose start is still ahead goes by its plan.
    SELECT /*+ SHUFFLE_HASH(w) */ w.wish_id, v.listing_id, v.status, v.outcome,
           to_date(coalesce(IF(v.started_at < timestamp(date_add(w.day, 1)), v.started_at, NULL), v.scheduled_at)) AS viewed_on
    FROM wanted w JOIN viewings_standing v
      ON v.client_id = w.client_id AND v.stands_from <= w.day AND v.gone_from > w.day
),
declined AS (
    SELECT wish_id, collect_set(listing_id) AS listings FROM (
        SELECT wish_id, listing_id FROM viewed WHERE outcome = 'declined'
        UNION ALL
        SELECT /*+ SHUFFLE_HASH(w) */ w.wish_id, r.listing_id FROM wanted w JOIN recommendations_standing r
          ON r.client_id = w.client_id AND r.stands_from <= w.day AND r.gone_from > w.day
        WHERE r.client_response = 'declined'
    )
    GROUP BY wish_id
),
act AS (
    SELECT /*+ SHUFFLE_HASH(w) */ w.wish_id, b.listing_id, b.browse_date AS acted_on,
           2 * b.browses - IF(b.browse_date = min(b.browse_date) OVER (PARTITION BY w.wish_id, b.listing_id), 1, 0) AS weight
    FROM wanted w
    JOIN (SELECT client_id, listing_id, browse_date, known_day, browses FROM browse_day) b
      ON b.client_id = w.client_id AND b.known_day <= w.day AND b.browse_date > date_sub(w.day, 30) AND b.browse_date <= w.day
    UNION ALL
    SELECT v.wish_id, v.listing_id, v.viewed_on, IF(v.outcome = 'liked', 8, 5)
    FROM viewed v JOIN wanted w ON w.wish_id = v.wish_id
    WHERE v.status = 'done' AND v.viewed_on > date_sub(w.day, 30) AND v.viewed_on <= w.day
),
revealed AS (
    -- By district, what share of the weight of the client's own acts fell there.
    SELECT wish_id, map_from_entries(collect_list(struct(district, weight / all_weight))) AS shares
    FROM (
        SELECT a.wish_id, l.district, sum(a.weight) AS weight, sum(sum(a.weight)) OVER (PARTITION BY a.wish_id) AS all_weight
        FROM act a JOIN listings_history l
          ON l.listing_id = a.listing_id AND a.acted_on >= l.since AND a.acted_on < l.replaced
        GROUP BY a.wish_id, l.district
    )
    WHERE district IS NOT NULL GROUP BY wish_id
)
SELECT w.tasks, unix_date(w.day) AS day, year(w.day) AS year, d.d.*, x.listings AS declined, r.shares
FROM wanted w
JOIN demand d ON d.wish_id = w.wish_id
LEFT JOIN declined x ON x.wish_id = w.wish_id
LEFT JOIN revealed r ON r.wish_id = w.wish_id
