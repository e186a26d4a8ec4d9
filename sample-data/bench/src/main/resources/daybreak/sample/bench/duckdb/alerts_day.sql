-- The conditions that hold at the end of the clock's day, as known that day, and what becomes of tasks by it. The same
-- statements serve one night and each day of a backfill: versions are told by when they arrived.
CREATE OR REPLACE TEMP TABLE client_then AS
SELECT c.client_id, c.created_at, c.horizon_days, c.purchasing_power, coalesce(c.deleted, false) OR coalesce(c.status, '') = 'closed' AS silenced
FROM c_clients c, clock
WHERE c.arrived <= clock.day AND clock.day < c.ends AND c.created_at < as_of;

CREATE OR REPLACE TEMP TABLE holding AS
WITH interest AS (
    SELECT b.client_id, l.district
    FROM clock, browse_near b
    JOIN h_listings l ON l.listing_id = b.listing_id AND b.browse_date >= l.begins AND b.browse_date < l.ends
    WHERE l.arrived <= clock.day AND l.district IS NOT NULL
    GROUP BY b.client_id, l.district
    HAVING count(DISTINCT b.listing_id) >= 3),
booked AS (
    SELECT v.client_id, l.district
    FROM clock, c_viewings v
    JOIN h_listings l ON l.listing_id = v.listing_id AND v.booked_at_on >= l.begins AND v.booked_at_on < l.ends
    WHERE v.arrived <= clock.day AND clock.day < v.ends AND v.booked_at < as_of
      AND coalesce(v.status, '') <> 'cancelled' AND v.scheduled_at >= as_of - 7 * 86400000000 AND l.arrived <= clock.day),
candidate AS (
    SELECT client_id, purchasing_power
    FROM client_then, clock
    WHERE NOT silenced AND horizon_days <= 30 AND created_at <= as_of - 72 * 3600000000),
budget AS (
    SELECT k.client_id, k.purchasing_power, d.budget_min
    FROM clock, candidate k JOIN c_demands d ON d.client_id = k.client_id
    WHERE d.arrived <= clock.day AND clock.day < d.ends AND d.valid_from < as_of
    QUALIFY row_number() OVER (PARTITION BY k.client_id ORDER BY d.valid_from DESC) = 1),
urgent AS (
    SELECT client_id FROM budget
    WHERE purchasing_power IS NOT NULL AND (budget_min = 0 OR purchasing_power / budget_min >= 0.8)),
spoken AS (
    SELECT client_id FROM contacts, clock
    WHERE contacted_at > as_of - 72 * 3600000000 AND contacted_at < as_of AND arrived <= clock.day),
complaint_then AS (
    SELECT complaint_id, client_id, opened_at,
           CASE WHEN responded_at < as_of THEN responded_at END AS responded_at,
           CASE WHEN plan_at < as_of THEN plan_at END AS plan_at
    FROM clock, c_complaints c ANTI JOIN (FROM client_then WHERE silenced) s USING (client_id)
    WHERE c.arrived <= clock.day AND clock.day < c.ends AND c.opened_at < as_of)
SELECT 'area-interest-no-viewing' AS rule, i.client_id AS subject, i.district AS part
FROM interest i ANTI JOIN booked USING (client_id, district) ANTI JOIN (FROM client_then WHERE silenced) s USING (client_id)
UNION ALL
SELECT 'a-tier-silent', client_id, '' FROM urgent ANTI JOIN spoken USING (client_id)
UNION ALL
SELECT 'complaint-sla', complaint_id, 'answer' FROM complaint_then WHERE responded_at IS NULL
UNION ALL
SELECT 'complaint-sla', complaint_id, 'plan' FROM complaint_then, clock
WHERE responded_at IS NOT NULL AND plan_at IS NULL AND responded_at + 3 * 3600000000 <= as_of + 24 * 3600000000;

UPDATE task SET closed_on = (SELECT day FROM clock)
WHERE closed_on IS NULL AND (rule, subject, part) NOT IN (SELECT (rule, subject, part) FROM holding);

INSERT INTO task
SELECT h.rule, h.subject, h.part, clock.day, NULL, NULL
FROM clock, holding h ANTI JOIN (FROM task WHERE closed_on IS NULL) t USING (rule, subject, part);
