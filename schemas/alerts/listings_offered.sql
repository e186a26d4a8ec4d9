-- The listings offered with a task: the client's three best matches with a score of 60 or more (metrics.md, Match score), as
-- known at the end of the day on which it was raised. Reads asked(task_id, client_id, day).
-- Several tasks of a client that were raised on one day share their listings.
WITH wanted AS (
    SELECT DISTINCT client_id, day, concat(client_id, ' ', day) AS wish_id FROM asked
),
want AS (
    SELECT a.wish_id, a.client_id, a.day,
           max_by(struct(d.budget_min, d.budget_max, d.districts, d.rooms_min, d.rooms_max, d.area_min, d.area_max,
                         d.max_building_age, d.max_households_per_lift, d.property_brands, d.max_commute_minutes,
                         d.commute_cell_lat, d.commute_cell_lon,
                         array_union(coalesce(d.need_tags, array()), coalesce(d.implied_tags, array())) AS wishes),
                  d.valid_from) AS d
    FROM wanted a JOIN demands d ON d.client_id = a.client_id AND d.day = a.day
    GROUP BY a.wish_id, a.client_id, a.day
),
declined AS (
    SELECT w.wish_id, v.listing_id FROM want w JOIN viewings v
      ON v.client_id = w.client_id AND v.day = w.day AND v.outcome = 'declined'
    UNION
    SELECT w.wish_id, r.listing_id FROM want w JOIN recommendations r
      ON r.client_id = w.client_id AND r.day = w.day AND r.client_response = 'declined'
),
act AS (
    SELECT w.wish_id, b.listing_id, b.browse_date AS acted_on,
           2 * b.browses - IF(b.browse_date = min(b.browse_date) OVER (PARTITION BY w.wish_id, b.listing_id), 1, 0) AS weight
    FROM want w
    JOIN (SELECT client_id, listing_id, browse_date, known_day, browses FROM browse_day) b
      ON b.client_id = w.client_id AND b.known_day <= w.day AND b.browse_date > date_sub(w.day, 30) AND b.browse_date <= w.day
    UNION ALL
    SELECT w.wish_id, v.listing_id, to_date(coalesce(v.started_at, v.scheduled_at)), IF(v.outcome = 'liked', 8, 5)
    FROM want w JOIN viewings v
      ON v.client_id = w.client_id AND v.day = w.day AND v.status = 'done'
     AND to_date(coalesce(v.started_at, v.scheduled_at)) > date_sub(w.day, 30)
     AND to_date(coalesce(v.started_at, v.scheduled_at)) <= w.day
),
revealed AS (
    SELECT a.wish_id, l.district, sum(a.weight) AS weight, sum(sum(a.weight)) OVER (PARTITION BY a.wish_id) AS all_weight
    FROM act a JOIN listings_history l
      ON l.listing_id = a.listing_id AND a.acted_on >= l.since AND a.acted_on < l.replaced
    GROUP BY a.wish_id, l.district
),
candidate AS (
    SELECT w.wish_id, w.d, w.day, l.*
    FROM want w JOIN (
        SELECT day AS listed_day, listing_id, district, rooms, area, households_per_lift, property_brand, list_price, lat, lon,
               listed_at, year(day) - built_year AS age,
               -- The wishes that a home meets; those with a column of their own go by it, whatever its tags say.
               concat(array_except(coalesce(tags, array()), array('metro', 'school', 'newer', 'parking', 'lift')),
                      IF(metro_metres <= 800, array('metro'), array()),
                      IF(coalesce(school, '') <> '', array('school'), array()),
                      IF(year(day) - built_year <= 10, array('newer'), array()),
                      IF(parking_ratio >= 1, array('parking'), array()),
                      IF(households_per_lift IS NOT NULL, array('lift'), array())) AS meets
        FROM listings WHERE status = 'on_market' AND title_clear AND NOT coalesce(mortgaged, false)
    ) l ON l.listed_day = w.day
    LEFT ANTI JOIN declined x ON x.wish_id = w.wish_id AND x.listing_id = l.listing_id
    WHERE w.d.budget_max IS NULL OR l.list_price <= 1.2 * w.d.budget_max
),
part AS (
    SELECT c.wish_id, c.listing_id, c.listed_at,
           CASE WHEN (d.budget_min IS NULL AND d.budget_max IS NULL) OR c.list_price IS NULL THEN NULL
                WHEN d.budget_max IS NOT NULL AND c.list_price > d.budget_max
                    THEN greatest(0D, 1 - (c.list_price - d.budget_max) / nullif(0.15D * d.budget_max, 0))
                WHEN d.budget_min IS NOT NULL AND c.list_price < d.budget_min
                    THEN greatest(0D, 1 - (d.budget_min - c.list_price) / nullif(0.3D * d.budget_min, 0))
                ELSE 1D END AS price,
           CASE WHEN coalesce(size(d.districts), 0) <= 0 THEN NULL
                WHEN array_contains(d.districts, c.district) THEN 1D
                ELSE coalesce(r.weight / r.all_weight, 0D) END AS district,
           CASE WHEN d.rooms_min IS NULL AND d.rooms_max IS NULL THEN NULL
                WHEN c.rooms BETWEEN coalesce(d.rooms_min, c.rooms) AND coalesce(d.rooms_max, c.rooms) THEN 1D
                WHEN c.rooms BETWEEN coalesce(d.rooms_min, c.rooms) - 1 AND coalesce(d.rooms_max, c.rooms) + 1 THEN 0.5D
                ELSE 0D END AS rooms,
           CASE WHEN d.area_min IS NULL AND d.area_max IS NULL THEN NULL
                WHEN d.area_max IS NOT NULL AND c.area > d.area_max
                    THEN greatest(0D, 1 - (c.area - d.area_max) / nullif(0.2D * d.area_max, 0))
                WHEN d.area_min IS NOT NULL AND c.area < d.area_min
                    THEN greatest(0D, 1 - (d.area_min - c.area) / nullif(0.2D * d.area_min, 0))
                WHEN c.area IS NULL THEN 0D
                ELSE 1D END AS area,
           CASE WHEN size(d.wishes) <= 0 THEN NULL
                ELSE size(array_intersect(d.wishes, c.meets)) / CAST(size(d.wishes) AS double) END AS wishes,
           (IF(d.max_building_age IS NULL, 0, IF(coalesce(c.age <= d.max_building_age, false), 1, 0))
            + IF(d.max_households_per_lift IS NULL, 0,
                 IF(coalesce(c.households_per_lift <= d.max_households_per_lift, false), 1, 0))
            + IF(coalesce(size(d.property_brands), 0) <= 0, 0,
                 IF(coalesce(array_contains(d.property_brands, c.property_brand), false), 1, 0)))
           / nullif(CAST(IF(d.max_building_age IS NULL, 0, 1) + IF(d.max_households_per_lift IS NULL, 0, 1)
                    + IF(coalesce(size(d.property_brands), 0) <= 0, 0, 1) AS double), 0) AS sensitivities,
           CASE WHEN d.max_commute_minutes IS NULL OR d.commute_cell_lat IS NULL OR d.commute_cell_lon IS NULL THEN NULL
                WHEN c.lat IS NULL OR c.lon IS NULL OR d.max_commute_minutes = 0 THEN 0D
                ELSE least(1D, greatest(0D, 1 - (10 + 1.3D * 2 * 6371.0088D * asin(sqrt(least(1D,
                         pow(sin(radians(c.lat - d.commute_cell_lat) / 2), 2) + cos(radians(c.lat))
                         * cos(radians(d.commute_cell_lat)) * pow(sin(radians(c.lon - d.commute_cell_lon) / 2), 2)))) / 20 * 60
                     - d.max_commute_minutes) / (0.5D * d.max_commute_minutes))) END AS commute
    FROM candidate c LEFT JOIN revealed r ON r.wish_id = c.wish_id AND r.district = c.district
),
scored AS (
    SELECT wish_id, listing_id, listed_at,
           100 * (30 * coalesce(price, 0D) + 20 * coalesce(district, 0D) + 15 * coalesce(rooms, 0D) + 10 * coalesce(area, 0D)
                  + 10 * coalesce(wishes, 0D) + 5 * coalesce(sensitivities, 0D) + 10 * coalesce(commute, 0D))
           / nullif(CAST(IF(price IS NULL, 0, 30) + IF(district IS NULL, 0, 20) + IF(rooms IS NULL, 0, 15)
                    + IF(area IS NULL, 0, 10) + IF(wishes IS NULL, 0, 10) + IF(sensitivities IS NULL, 0, 5)
                    + IF(commute IS NULL, 0, 10) AS double), 0) AS score
    FROM part
),
best AS (
    SELECT wish_id,
           slice(transform(sort_array(collect_list(struct(-score AS score, -unix_micros(listed_at) AS listed, listing_id))),
                           x -> x.listing_id), 1, 3) AS listings
    FROM scored WHERE score >= 60 GROUP BY wish_id
)
SELECT a.task_id, b.listings
FROM asked a JOIN best b ON b.wish_id = concat(a.client_id, ' ', a.day)
