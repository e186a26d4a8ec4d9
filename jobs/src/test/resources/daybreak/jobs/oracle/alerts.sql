-- The conditions that hold at the end of the clock's day: rule, key of the subject and its second part.
-- A client that is closed or withdrawn raises nothing; one whose row has not arrived is neither.
CREATE OR REPLACE TABLE silenced AS
SELECT client_id FROM clients WHERE coalesce(deleted, false) OR status = 'closed';

CREATE OR REPLACE TABLE holding AS
WITH interest AS (
    SELECT b.client_id, l.district
    FROM clock, browse_events b
    JOIN h_listings l ON l.listing_id = b.listing_id AND b.browsed_at_on >= l.begins AND b.browsed_at_on < l.ends
    WHERE b.browsed_at >= as_of - 7 * 86400000000 AND l.district IS NOT NULL
    GROUP BY b.client_id, l.district
    HAVING count(DISTINCT b.listing_id) >= 3),
booked AS (
    SELECT v.client_id, l.district
    FROM clock, viewings v
    JOIN h_listings l ON l.listing_id = v.listing_id AND v.booked_at_on >= l.begins AND v.booked_at_on < l.ends
    WHERE coalesce(v.status, '') <> 'cancelled' AND v.scheduled_at >= as_of - 7 * 86400000000),
spoken AS (
    SELECT client_id, max(contacted_at) AS last_contact FROM contacts GROUP BY client_id)
SELECT 'area-interest-no-viewing' AS rule, i.client_id AS subject, i.district AS part
FROM interest i ANTI JOIN booked USING (client_id, district)
WHERE i.client_id NOT IN (FROM silenced)
UNION ALL
SELECT 'a-tier-silent', c.client_id, ''
FROM clock, clients c
JOIN tier t ON t.client_id = c.client_id
LEFT JOIN spoken s ON s.client_id = c.client_id
WHERE t.tier = 'A' AND c.client_id NOT IN (FROM silenced)
  AND as_of - greatest(c.created_at, coalesce(s.last_contact, c.created_at)) >= 72 * 3600000000
UNION ALL
-- One alert a clock: the alert of the answer closes with the answer, that of the plan with the plan. An unanswered
-- complaint opened before as_of is always past its deadline or within 24 hours of it, and so is a missing plan.
SELECT 'complaint-sla', complaint_id, 'answer'
FROM clock, complaints
WHERE responded_at IS NULL AND opened_at + 24 * 3600000000 <= as_of + 24 * 3600000000
  AND client_id NOT IN (FROM silenced)
UNION ALL
SELECT 'complaint-sla', complaint_id, 'plan'
FROM clock, complaints
WHERE responded_at IS NOT NULL AND plan_at IS NULL AND responded_at + 3 * 3600000000 <= as_of + 24 * 3600000000
  AND client_id NOT IN (FROM silenced);
