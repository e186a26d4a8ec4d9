-- The homes that may be offered, one row a version, on the days from stands_from until the day before gone_from.
SELECT listing_id, district, rooms, area, built_year, households_per_lift, property_brand, list_price, lat, lon,
       unix_micros(listed_at) AS listed_at, unix_date(stands_from) AS stands_from, unix_date(gone_from) AS gone_from,
       -- The wishes that a home meets; those with a column of their own go by it, whatever its tags say. Whether it is newer
       -- depends on the day and is left to the reader.
       concat(array_except(coalesce(tags, array()), array('metro', 'school', 'newer', 'parking', 'lift')),
              IF(metro_metres <= 800, array('metro'), array()),
              IF(coalesce(school, '') <> '', array('school'), array()),
              IF(parking_ratio >= 1, array('parking'), array()),
              IF(households_per_lift IS NOT NULL, array('lift'), array())) AS meets
FROM listings_standing
WHERE status = 'on_market' AND title_clear AND NOT coalesce(mortgaged, false)
