-- The listings offered with the tasks raised on the clock's day: the client's three best matches with a score of 60 or more.
CREATE OR REPLACE TEMP TABLE want AS
SELECT d.*, string_split(d.districts, ';') AS stated, list_filter(string_split(d.property_brands, ';'), x -> x <> '') AS brands,
       list_distinct(list_filter(list_concat(coalesce(string_split(d.need_tags, ';'), []), coalesce(string_split(d.implied_tags, ';'), [])), x -> x <> '')) AS wishes
FROM clock, c_demands d
WHERE d.client_id IN (SELECT subject FROM task, clock WHERE raised_on = clock.day AND rule <> 'complaint-sla')
  AND d.arrived <= clock.day AND clock.day < d.ends AND d.valid_from < as_of
QUALIFY row_number() OVER (PARTITION BY d.client_id ORDER BY d.valid_from DESC) = 1;

CREATE OR REPLACE TEMP TABLE viewing_then AS
SELECT v.client_id, v.listing_id, v.status, v.outcome, CAST(make_timestamp(coalesce(v.started_at, v.scheduled_at)) AS DATE) AS acted_on
FROM clock, c_viewings v SEMI JOIN want USING (client_id)
WHERE v.arrived <= clock.day AND clock.day < v.ends AND v.booked_at < as_of;

CREATE OR REPLACE TEMP TABLE declined AS
SELECT client_id, listing_id FROM viewing_then WHERE outcome = 'declined'
UNION
SELECT r.client_id, r.listing_id FROM clock, c_recommendations r SEMI JOIN want USING (client_id)
WHERE r.arrived <= clock.day AND clock.day < r.ends AND r.recommended_at < as_of AND r.client_response = 'declined';

CREATE OR REPLACE TEMP TABLE revealed AS
WITH browsed AS (
    SELECT client_id, listing_id, browse_date, sum(browses) AS browses
    FROM browse_month SEMI JOIN want USING (client_id) GROUP BY ALL),
act AS (
    SELECT client_id, listing_id, browse_date AS acted_on,
           2 * browses - CASE WHEN browse_date = min(browse_date) OVER (PARTITION BY client_id, listing_id) THEN 1 ELSE 0 END AS weight
    FROM browsed
    UNION ALL
    SELECT client_id, listing_id, acted_on, CASE WHEN outcome = 'liked' THEN 8 ELSE 5 END
    FROM viewing_then, clock WHERE status = 'done' AND acted_on > day - 30 AND acted_on <= day)
SELECT a.client_id, l.district, sum(a.weight)::DOUBLE AS weight, sum(sum(a.weight)) OVER (PARTITION BY a.client_id)::DOUBLE AS all_weight
FROM act a JOIN h_listings l ON l.listing_id = a.listing_id AND a.acted_on >= l.begins AND a.acted_on < l.ends
GROUP BY a.client_id, l.district;

CREATE OR REPLACE TEMP TABLE home AS
SELECT l.*, year(clock.day) - l.built_year AS age,
       list_concat(list_filter(coalesce(string_split(l.tags, ';'), []), x -> x NOT IN ('', 'metro', 'school', 'newer', 'parking', 'lift')),
                   CASE WHEN metro_metres <= 800 THEN ['metro'] ELSE [] END,
                   CASE WHEN coalesce(l.school, '') <> '' THEN ['school'] ELSE [] END,
                   CASE WHEN year(clock.day) - l.built_year <= 10 THEN ['newer'] ELSE [] END,
                   CASE WHEN parking_ratio >= 1 THEN ['parking'] ELSE [] END,
                   CASE WHEN households_per_lift IS NOT NULL THEN ['lift'] ELSE [] END) AS meets
FROM clock, c_listings l
WHERE l.arrived <= clock.day AND clock.day < l.ends AND l.listed_at < as_of AND NOT coalesce(l.deleted, false)
  AND l.status = 'on_market' AND l.title_clear AND NOT coalesce(l.mortgaged, false);

CREATE OR REPLACE TEMP TABLE best AS
WITH part AS (
    SELECT d.client_id, c.listing_id, c.listed_at,
           CASE WHEN (d.budget_min IS NULL AND d.budget_max IS NULL) OR c.list_price IS NULL THEN NULL
                WHEN d.budget_max IS NOT NULL AND c.list_price > d.budget_max
                    THEN greatest(0.0::DOUBLE, 1 - (c.list_price - d.budget_max) / nullif(0.15::DOUBLE * d.budget_max, 0))
                WHEN d.budget_min IS NOT NULL AND c.list_price < d.budget_min
                    THEN greatest(0.0::DOUBLE, 1 - (d.budget_min - c.list_price) / nullif(0.3::DOUBLE * d.budget_min, 0))
                ELSE 1.0::DOUBLE END AS price,
           CASE WHEN coalesce(len(d.stated), 0) = 0 THEN NULL
                WHEN list_contains(d.stated, c.district) THEN 1.0::DOUBLE
                ELSE coalesce(r.weight / r.all_weight, 0) END AS district,
           CASE WHEN d.rooms_min IS NULL AND d.rooms_max IS NULL THEN NULL
                WHEN c.rooms BETWEEN coalesce(d.rooms_min, c.rooms) AND coalesce(d.rooms_max, c.rooms) THEN 1.0::DOUBLE
                WHEN c.rooms BETWEEN coalesce(d.rooms_min, c.rooms) - 1 AND coalesce(d.rooms_max, c.rooms) + 1 THEN 0.5::DOUBLE
                ELSE 0.0::DOUBLE END AS rooms,
           CASE WHEN d.area_min IS NULL AND d.area_max IS NULL THEN NULL
                WHEN d.area_max IS NOT NULL AND c.area > d.area_max
                    THEN greatest(0.0::DOUBLE, 1 - (c.area - d.area_max) / nullif(0.2::DOUBLE * d.area_max, 0))
                WHEN d.area_min IS NOT NULL AND c.area < d.area_min
                    THEN greatest(0.0::DOUBLE, 1 - (d.area_min - c.area) / nullif(0.2::DOUBLE * d.area_min, 0))
                WHEN c.area IS NULL THEN 0.0::DOUBLE
                ELSE 1.0::DOUBLE END AS area,
           CASE WHEN len(d.wishes) = 0 THEN NULL
                ELSE len(list_intersect(d.wishes, c.meets)) / len(d.wishes)::DOUBLE END AS wishes,
           (CASE WHEN coalesce(c.age <= d.max_building_age, false) THEN 1 ELSE 0 END
            + CASE WHEN coalesce(c.households_per_lift <= d.max_households_per_lift, false) THEN 1 ELSE 0 END
            + CASE WHEN coalesce(list_contains(d.brands, c.property_brand), false) THEN 1 ELSE 0 END)
           / nullif((CASE WHEN d.max_building_age IS NULL THEN 0 ELSE 1 END + CASE WHEN d.max_households_per_lift IS NULL THEN 0 ELSE 1 END
                     + CASE WHEN coalesce(len(d.brands), 0) = 0 THEN 0 ELSE 1 END)::DOUBLE, 0) AS sensitivities,
           CASE WHEN d.max_commute_minutes IS NULL OR d.commute_cell_lat IS NULL OR d.commute_cell_lon IS NULL THEN NULL
                WHEN c.lat IS NULL OR c.lon IS NULL OR d.max_commute_minutes = 0 THEN 0.0::DOUBLE
                ELSE least(1.0::DOUBLE, greatest(0.0::DOUBLE, 1 - (10 + 1.3::DOUBLE * 2 * 6371.0088::DOUBLE * asin(sqrt(least(1.0::DOUBLE,
                         pow(sin(radians(c.lat - d.commute_cell_lat) / 2), 2) + cos(radians(c.lat))
                         * cos(radians(d.commute_cell_lat)) * pow(sin(radians(c.lon - d.commute_cell_lon) / 2), 2)))) / 20 * 60
                     - d.max_commute_minutes) / (0.5::DOUBLE * d.max_commute_minutes))) END AS commute
    FROM want d JOIN home c ON d.budget_max IS NULL OR c.list_price <= 1.2::DOUBLE * d.budget_max
    LEFT JOIN revealed r ON r.client_id = d.client_id AND r.district = c.district),
scored AS (
    SELECT client_id, listing_id, listed_at,
           100 * (30 * coalesce(price, 0) + 20 * coalesce(district, 0) + 15 * coalesce(rooms, 0) + 10 * coalesce(area, 0)
                  + 10 * coalesce(wishes, 0) + 5 * coalesce(sensitivities, 0) + 10 * coalesce(commute, 0))
           / nullif((CASE WHEN price IS NULL THEN 0 ELSE 30 END + CASE WHEN district IS NULL THEN 0 ELSE 20 END
                     + CASE WHEN rooms IS NULL THEN 0 ELSE 15 END + CASE WHEN area IS NULL THEN 0 ELSE 10 END
                     + CASE WHEN wishes IS NULL THEN 0 ELSE 10 END + CASE WHEN sensitivities IS NULL THEN 0 ELSE 5 END
                     + CASE WHEN commute IS NULL THEN 0 ELSE 10 END)::DOUBLE, 0) AS score
    FROM part),
ranked AS (
    SELECT client_id, listing_id, row_number() OVER (PARTITION BY client_id ORDER BY score DESC, listed_at DESC, listing_id) AS place
    FROM scored ANTI JOIN declined USING (client_id, listing_id)
    WHERE score >= 60
    QUALIFY place <= 3)
SELECT client_id, string_agg(listing_id, ',' ORDER BY place) AS listings FROM ranked GROUP BY client_id;

UPDATE task SET listings = best.listings FROM best, clock
WHERE task.subject = best.client_id AND task.raised_on = clock.day AND task.rule <> 'complaint-sla';
