-- The listings offered with a task: the client's three best matches with a score of 60 or more (metrics.md, Match score), as
-- known at the end of the day on which it was raised. Reads asked(task_id, client_id, day).
-- Several tasks of a client that were raised on one day share their listings.
WITH wanted AS (
    SELECT DISTINCT client_id, day, concat(client_id, ' ', day) AS wish_id FROM asked
),
wish AS (
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
    SELECT w.wish_id, v.listing_id FROM wish w JOIN viewings v
      ON v.client_id = w.client_id AND v.day = w.day AND v.outcome = 'declined'
    UNION
    SELECT w.wish_id, r.listing_id FROM wish w JOIN recommendations r
      ON r.client_id = w.client_id AND r.day = w.day AND r.client_response = 'declined'
),
act AS (
    SELECT w.wish_id, b.listing_id, b.browse_date AS acted_on,
           2 * b.browses - IF(b.browse_date = min(b.browse_date) OVER (PARTITION BY w.wish_id, b.listing_id), 1, 0) AS weight
    FROM wish w
    JOIN (SELECT client_id, listing_id, browse_date, known_day, browses FROM browse_day) b
      ON b.client_id = w.client_id AND b.known_day <= w.day AND b.browse_date > date_sub(w.day, 30) AND b.browse_date <= w.day
    UNION ALL
    SELECT w.wish_id, v.listing_id, to_date(coalesce(v.started_at, v.scheduled_at)), IF(v.outcome = 'liked', 8, 5)
    FROM wish w JOIN viewings v
      ON v.client_id = w.client_id AND v.day = w.day AND v.status = 'done'
     AND to_date(coalesce(v.started_at, v.scheduled_at)) > date_sub(w.day, 30)
     AND to_date(coalesce(v.started_at, v.scheduled_at)) <= w.day
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
),
want AS (
    -- What can be earned by the parts that cost most to look at.
    SELECT w.wish_id, w.day, w.d, r.shares, to_json(w.d.wishes) AS wishes_key,
           IF(size(w.d.wishes) > 0, 10, 0) AS wishes_weight,
           IF(w.d.max_building_age IS NULL AND w.d.max_households_per_lift IS NULL
              AND coalesce(size(w.d.property_brands), 0) <= 0, 0, 5) AS sensitivities_weight,
           IF(w.d.max_commute_minutes IS NULL OR w.d.commute_cell_lat IS NULL OR w.d.commute_cell_lon IS NULL, 0, 10)
               AS commute_weight
    FROM wish w LEFT JOIN revealed r ON r.wish_id = w.wish_id
),
home AS (
    SELECT *, to_json(meets) AS meets_key FROM (
        SELECT day, listing_id, district, rooms, area, households_per_lift, property_brand, list_price, lat, lon, listed_at,
               year(day) - built_year AS age,
               -- The wishes that a home meets; those with a column of their own go by it, whatever its tags say.
               concat(array_except(coalesce(tags, array()), array('metro', 'school', 'newer', 'parking', 'lift')),
                      IF(metro_metres <= 800, array('metro'), array()),
                      IF(coalesce(school, '') <> '', array('school'), array()),
                      IF(year(day) - built_year <= 10, array('newer'), array()),
                      IF(parking_ratio >= 1, array('parking'), array()),
                      IF(households_per_lift IS NOT NULL, array('lift'), array())) AS meets
        FROM listings WHERE status = 'on_market' AND title_clear AND NOT coalesce(mortgaged, false)
    )
),
met AS (
    -- Clients with the same wishes and homes that meet the same are many: their share is looked at once.
    SELECT wishes_key, meets_key, size(array_intersect(wishes, meets)) / CAST(size(wishes) AS double) AS share
    FROM (SELECT wishes_key, any_value(d.wishes) AS wishes FROM want WHERE wishes_weight > 0 GROUP BY wishes_key)
    CROSS JOIN (SELECT meets_key, any_value(meets) AS meets FROM home GROUP BY meets_key)
),
candidate AS (
    SELECT w.wish_id, w.d, w.wishes_key, w.wishes_weight, w.sensitivities_weight, w.commute_weight, l.*,
           CASE WHEN (d.budget_min IS NULL AND d.budget_max IS NULL) OR l.list_price IS NULL THEN NULL
                WHEN d.budget_max IS NOT NULL AND l.list_price > d.budget_max
                    THEN greatest(0D, 1 - (l.list_price - d.budget_max) / nullif(0.15D * d.budget_max, 0))
                WHEN d.budget_min IS NOT NULL AND l.list_price < d.budget_min
                    THEN greatest(0D, 1 - (d.budget_min - l.list_price) / nullif(0.3D * d.budget_min, 0))
                ELSE 1D END AS price_part,
           CASE WHEN coalesce(size(d.districts), 0) <= 0 THEN NULL
                WHEN array_contains(d.districts, l.district) THEN 1D
                ELSE coalesce(try_element_at(w.shares, l.district), 0D) END AS district_part,
           CASE WHEN d.rooms_min IS NULL AND d.rooms_max IS NULL THEN NULL
                WHEN l.rooms BETWEEN coalesce(d.rooms_min, l.rooms) AND coalesce(d.rooms_max, l.rooms) THEN 1D
                WHEN l.rooms BETWEEN coalesce(d.rooms_min, l.rooms) - 1 AND coalesce(d.rooms_max, l.rooms) + 1 THEN 0.5D
                ELSE 0D END AS rooms_part,
           CASE WHEN d.area_min IS NULL AND d.area_max IS NULL THEN NULL
                WHEN d.area_max IS NOT NULL AND l.area > d.area_max
                    THEN greatest(0D, 1 - (l.area - d.area_max) / nullif(0.2D * d.area_max, 0))
                WHEN d.area_min IS NOT NULL AND l.area < d.area_min
                    THEN greatest(0D, 1 - (d.area_min - l.area) / nullif(0.2D * d.area_min, 0))
                WHEN l.area IS NULL THEN 0D
                ELSE 1D END AS area_part
    FROM want w JOIN home l ON l.day = w.day AND (w.d.budget_max IS NULL OR l.list_price <= 1.2 * w.d.budget_max)
),
weighed AS (
    SELECT *, 30 * coalesce(price_part, 0D) + 20 * coalesce(district_part, 0D) + 15 * coalesce(rooms_part, 0D)
              + 10 * coalesce(area_part, 0D) AS earned,
           IF(price_part IS NULL, 0, 30) + IF(district_part IS NULL, 0, 20) + IF(rooms_part IS NULL, 0, 15)
           + IF(area_part IS NULL, 0, 10) + wishes_weight + sensitivities_weight + commute_weight AS weights
    FROM candidate
),
part AS (
    SELECT /*+ BROADCAST(m) */ c.*,
           m.share AS wishes_part,
           (IF(d.max_building_age IS NULL, 0, IF(coalesce(c.age <= d.max_building_age, false), 1, 0))
            + IF(d.max_households_per_lift IS NULL, 0,
                 IF(coalesce(c.households_per_lift <= d.max_households_per_lift, false), 1, 0))
            + IF(coalesce(size(d.property_brands), 0) <= 0, 0,
                 IF(coalesce(array_contains(d.property_brands, c.property_brand), false), 1, 0)))
           / nullif(CAST(IF(d.max_building_age IS NULL, 0, 1) + IF(d.max_households_per_lift IS NULL, 0, 1)
                    + IF(coalesce(size(d.property_brands), 0) <= 0, 0, 1) AS double), 0) AS sensitivities_part,
           CASE WHEN c.commute_weight = 0 THEN NULL
                WHEN c.lat IS NULL OR c.lon IS NULL OR d.max_commute_minutes = 0 THEN 0D
                ELSE least(1D, greatest(0D, 1 - (10 + 1.3D * 2 * 6371.0088D * asin(sqrt(least(1D,
                         pow(sin(radians(c.lat - d.commute_cell_lat) / 2), 2) + cos(radians(c.lat))
                         * cos(radians(d.commute_cell_lat)) * pow(sin(radians(c.lon - d.commute_cell_lon) / 2), 2)))) / 20 * 60
                     - d.max_commute_minutes) / (0.5D * d.max_commute_minutes))) END AS commute_part
    -- Homes that could not come to 60 though they met all the rest are left here: their ways are not looked at.
    FROM weighed c
    LEFT JOIN met m ON m.wishes_key = c.wishes_key AND m.meets_key = c.meets_key
    WHERE c.earned + c.wishes_weight + c.sensitivities_weight + c.commute_weight >= 0.6D * c.weights - 1E-9
),
scored AS (
    SELECT wish_id, listing_id, listed_at,
           100 * (earned + 10 * coalesce(wishes_part, 0D) + 5 * coalesce(sensitivities_part, 0D)
                  + 10 * coalesce(commute_part, 0D)) / nullif(CAST(weights AS double), 0) AS score
    FROM part
),
best AS (
    SELECT s.wish_id,
           slice(transform(sort_array(collect_list(struct(-s.score AS score, -unix_micros(s.listed_at) AS listed, s.listing_id))),
                           x -> x.listing_id), 1, 3) AS listings
    FROM scored s LEFT ANTI JOIN declined x ON x.wish_id = s.wish_id AND x.listing_id = s.listing_id
    WHERE s.score >= 60 GROUP BY s.wish_id
)
SELECT a.task_id, b.listings
FROM asked a JOIN best b ON b.wish_id = concat(a.client_id, ' ', a.day)
