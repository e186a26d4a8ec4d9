-- The tier of each client at the end of each day in tier_asked (client_id, day); no row where the client has none.
-- Horizon, power and status are those of the version in force on that day; a blank horizon in it is no horizon. Without
-- power the fit is unknown even if budget_min is 0.
CREATE OR REPLACE TABLE tier AS
WITH asked AS (
    SELECT DISTINCT a.client_id, a.day, c.ends AS end_of_day
    FROM tier_asked a JOIN calendar c ON c.day = a.day),
state AS (
    SELECT a.client_id, a.day, a.end_of_day, v.horizon_days, v.purchasing_power
    FROM asked a
    JOIN clients now ON now.client_id = a.client_id AND now.created_at_on <= a.day
    JOIN c_clients v ON v.client_id = a.client_id AND a.day >= v.begins AND a.day < v.ends
    WHERE NOT coalesce(v.deleted, false) AND coalesce(v.status, '') <> 'closed'),
budget AS (
    SELECT s.client_id, s.day, d.budget_min
    FROM state s JOIN demands d ON d.client_id = s.client_id AND d.valid_from < s.end_of_day
    QUALIFY row_number() OVER (PARTITION BY s.client_id, s.day ORDER BY d.valid_from DESC) = 1),
fitted AS (
    SELECT s.*, CASE WHEN purchasing_power IS NULL OR budget_min IS NULL THEN NULL
                     WHEN budget_min = 0 THEN 1
                     ELSE least(1, purchasing_power / budget_min) END AS fit
    FROM state s LEFT JOIN budget USING (client_id, day))
SELECT client_id, day,
       CASE WHEN horizon_days <= 30 AND coalesce(fit, 0) >= 0.8 THEN 'A'
            WHEN horizon_days <= 180 THEN 'B'
            ELSE 'C' END AS tier
FROM fitted;
