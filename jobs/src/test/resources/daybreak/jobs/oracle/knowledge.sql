-- From when until when an event of a client belongs to which lead: the latest created at or before it, of two created at
-- once the greater lead_id (the reign of the smaller is empty).
CREATE OR REPLACE TABLE lead_reign AS
SELECT client_id, lead_id, created_at AS begins,
       coalesce(lead(created_at) OVER (PARTITION BY client_id ORDER BY created_at, lead_id), 9223372036854775807) AS ends
FROM leads;

-- Done viewings and their time. Where only scheduled_at is there and lies at or after as_of, the viewing is yet to come
-- whatever its status says.
CREATE OR REPLACE TABLE done_viewing AS
SELECT viewing_id, client_id, listing_id, agent_id, mode, outcome, ended_at, feedback_at,
       coalesce(started_at, scheduled_at) AS happened_at,
       CASE WHEN started_at IS NULL THEN scheduled_at_on ELSE started_at_on END AS happened_on
FROM viewings, clock
WHERE status = 'done' AND coalesce(started_at, scheduled_at) < as_of;

CREATE OR REPLACE TABLE standing_deal AS
SELECT * FROM deals WHERE NOT coalesce(deleted, false);

-- A filled lead_id wins; an unknown one leads to no lead.
CREATE OR REPLACE TABLE deal_of_lead AS
SELECT d.deal_id, d.signed_at, d.status, coalesce(d.status, '') <> 'cancelled' AS holds,
       CASE WHEN d.lead_id IS NOT NULL THEN own.lead_id ELSE r.lead_id END AS lead_id
FROM standing_deal d
LEFT JOIN leads own ON own.lead_id = d.lead_id
LEFT JOIN lead_reign r ON r.client_id = d.client_id AND d.signed_at >= r.begins AND d.signed_at < r.ends;
