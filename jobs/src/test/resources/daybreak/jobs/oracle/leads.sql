CREATE OR REPLACE TABLE share (
    metric VARCHAR, period_kind VARCHAR, period VARCHAR, dimension VARCHAR, member VARCHAR,
    numerator DOUBLE, denominator DOUBLE, not_yet_due BIGINT, value DOUBLE, more VARCHAR);
CREATE OR REPLACE TABLE lifetime (
    metric VARCHAR, cell BIGINT, micros BIGINT, observed BOOLEAN);

-- Leads ---------------------------------------------------------------------------------------------------------------

-- The earliest deal that stands, was not cancelled and was not signed before its lead was created. A deal signed before
-- converts nothing, so a later deal of the lead may; without one the lead stays at risk.
CREATE OR REPLACE TABLE lead_signing AS
SELECT l.lead_id, min(d.signed_at) AS signed_at
FROM leads l JOIN deal_of_lead d ON d.lead_id = l.lead_id
WHERE d.holds AND d.signed_at >= l.created_at
GROUP BY l.lead_id;

-- The district of the first demand that belongs to the lead; where there is none, or it names no district, of the demand
-- valid at creation.
CREATE OR REPLACE TABLE lead_district AS
WITH first_own AS (
    SELECT r.lead_id, d.districts
    FROM lead_reign r
    JOIN demands d ON d.client_id = r.client_id AND d.valid_from >= r.begins AND d.valid_from < r.ends
    QUALIFY row_number() OVER (PARTITION BY r.lead_id ORDER BY d.valid_from) = 1),
at_creation AS (
    SELECT l.lead_id, d.districts
    FROM leads l
    JOIN demands d ON d.client_id = l.client_id AND d.valid_from <= l.created_at
    QUALIFY row_number() OVER (PARTITION BY l.lead_id ORDER BY d.valid_from DESC) = 1)
SELECT l.lead_id, split_part(coalesce(f.districts, a.districts), ';', 1) AS district
FROM leads l LEFT JOIN first_own f USING (lead_id) LEFT JOIN at_creation a USING (lead_id);

-- Dimensions as they were at the end of the day of creation; a lead without agent has no consultant and no store.
CREATE OR REPLACE TABLE lead_fact AS
SELECT l.lead_id, l.client_id, l.created_at, l.created_at_on AS created_on, l.first_response_at, s.signed_at,
       h.channel, h.campaign, h.content, h.agent_id AS consultant, a.store_id AS store, c.segment, d.district
FROM leads l
JOIN h_leads h ON h.lead_id = l.lead_id AND l.created_at_on >= h.begins AND l.created_at_on < h.ends
LEFT JOIN h_agents a ON a.agent_id = h.agent_id AND l.created_at_on >= a.begins AND l.created_at_on < a.ends
LEFT JOIN h_clients c ON c.client_id = l.client_id AND l.created_at_on >= c.begins AND l.created_at_on < c.ends
LEFT JOIN lead_district d ON d.lead_id = l.lead_id
LEFT JOIN lead_signing s ON s.lead_id = l.lead_id;

CREATE OR REPLACE TABLE lead_cell AS
WITH membership AS (
    SELECT lead_id, created_on, '' AS dimension, '' AS member FROM lead_fact
    UNION ALL SELECT lead_id, created_on, 'channel', coalesce(channel, '(none)') FROM lead_fact
    UNION ALL SELECT lead_id, created_on, 'campaign', coalesce(campaign, '(none)') FROM lead_fact
    UNION ALL SELECT lead_id, created_on, 'content', coalesce(content, '(none)') FROM lead_fact
    UNION ALL SELECT lead_id, created_on, 'segment', coalesce(segment, '(none)') FROM lead_fact
    UNION ALL SELECT lead_id, created_on, 'store', coalesce(store, '(none)') FROM lead_fact
    UNION ALL SELECT lead_id, created_on, 'consultant', coalesce(consultant, '(none)') FROM lead_fact
    UNION ALL SELECT lead_id, created_on, 'district', coalesce(nullif(district, ''), '(none)') FROM lead_fact)
SELECT m.lead_id, p.period_kind, p.period, m.dimension, m.member
FROM membership m JOIN period_of p ON p.day = m.created_on;

-- The cells of lifetimes by number: there are many lifetimes, and few cells.
CREATE OR REPLACE TABLE cell AS
SELECT row_number() OVER () AS cell, * FROM (SELECT DISTINCT period_kind, period, dimension, member FROM lead_cell);

CREATE OR REPLACE TABLE lead_cell AS
SELECT * FROM lead_cell JOIN cell USING (period_kind, period, dimension, member);

INSERT INTO share
WITH judged AS (
    SELECT lead_id, h.days,
           created_at + h.days * 86400000000 <= as_of AS mature,
           coalesce(signed_at <= created_at + h.days * 86400000000, false) AS success
    FROM lead_fact, clock, (VALUES (30), (60), (90)) h(days))
SELECT 'lead_conversion_' || days || 'd', period_kind, period, dimension, member,
       count(*) FILTER (mature AND success), count(*) FILTER (mature), count(*) FILTER (NOT mature),
       count(*) FILTER (mature AND success) / nullif(count(*) FILTER (mature), 0), ''
FROM judged JOIN lead_cell USING (lead_id)
GROUP BY ALL;

INSERT INTO lifetime
SELECT 'lead_conversion_curve', cell, coalesce(signed_at, as_of) - created_at, signed_at IS NOT NULL
FROM clock, lead_fact JOIN lead_cell c USING (lead_id)
WHERE c.period_kind = 'all' AND c.dimension = '' AND created_at >= as_of - 182 * 86400000000;

-- Funnel --------------------------------------------------------------------------------------------------------------

-- Stage times as they come from the rows; stage 1 is the lead itself. Handover of a cancelled deal, or of one signed
-- before its lead, is no handover of the lead.
CREATE OR REPLACE TABLE stage_raw AS
WITH of_client AS (
    SELECT 2 AS stage, client_id, contacted_at AS reached_at FROM contacts
    UNION ALL SELECT 3, client_id, valid_from FROM demands
    UNION ALL SELECT 4, client_id, recommended_at FROM recommendations
    UNION ALL SELECT 5, client_id, happened_at FROM done_viewing
    UNION ALL SELECT 6, client_id, offered_at FROM offers)
SELECT stage, lead_id, min(reached_at) AS reached_at
FROM (
    SELECT e.stage, r.lead_id, e.reached_at
    FROM of_client e JOIN lead_reign r ON r.client_id = e.client_id AND e.reached_at >= r.begins AND e.reached_at < r.ends
    UNION ALL SELECT 1, lead_id, created_at FROM lead_fact
    UNION ALL SELECT 2, lead_id, first_response_at FROM lead_fact WHERE first_response_at IS NOT NULL
    UNION ALL SELECT 7, lead_id, signed_at FROM lead_fact WHERE signed_at IS NOT NULL
    UNION ALL SELECT 8, d.lead_id, m.done_at
              FROM deal_milestones m JOIN deal_of_lead d ON d.deal_id = m.deal_id
              JOIN leads l ON l.lead_id = d.lead_id
              WHERE m.milestone = 'handover' AND m.done_at IS NOT NULL AND d.holds AND d.signed_at >= l.created_at)
GROUP BY stage, lead_id;

-- The earliest of the stage and all later ones, but never before the lead.
CREATE OR REPLACE TABLE stage_time AS
SELECT l.lead_id, s.stage, greatest(l.created_at, min(r.reached_at)) AS reached_at
FROM lead_fact l
CROSS JOIN (SELECT unnest(range(1, 9)) AS stage) s
JOIN stage_raw r ON r.lead_id = l.lead_id AND r.stage >= s.stage
GROUP BY l.lead_id, l.created_at, s.stage;

CREATE OR REPLACE TABLE stage_name AS
SELECT * FROM (VALUES (1, 'lead'), (2, 'contacted'), (3, 'needs'), (4, 'matched'), (5, 'viewed'), (6, 'offered'),
                      (7, 'signed'), (8, 'handed_over')) s(stage, name);

-- A lead that reached a stage reached all before it, so the latest one tells all.
INSERT INTO share
WITH depth AS (
    SELECT lead_id, max(stage) AS depth FROM stage_time GROUP BY lead_id),
deep AS (
    SELECT period_kind, period, dimension, member, depth, count(*) AS leads
    FROM lead_cell JOIN depth USING (lead_id)
    GROUP BY ALL),
reached AS (
    SELECT d.period_kind, d.period, d.dimension, d.member, n.stage, n.name,
           coalesce(sum(d.leads) FILTER (d.depth >= n.stage), 0) AS leads
    FROM deep d CROSS JOIN stage_name n
    GROUP BY ALL),
paired AS (
    SELECT r.*, b.leads AS before, f.leads AS cohort
    FROM reached r
    JOIN reached b ON b.stage = r.stage - 1 AND (b.period_kind, b.period, b.dimension, b.member) = (r.period_kind, r.period, r.dimension, r.member)
    JOIN reached f ON f.stage = 1 AND (f.period_kind, f.period, f.dimension, f.member) = (r.period_kind, r.period, r.dimension, r.member))
SELECT 'funnel_step_' || name, period_kind, period, dimension, member, leads, before, 0, leads / nullif(before, 0), '' FROM paired
UNION ALL
SELECT 'funnel_cumulative_' || name, period_kind, period, dimension, member, leads, cohort, 0, leads / nullif(cohort, 0), '' FROM paired;

-- The time that a lead spent before it reached the stage, counted from the stage before.
INSERT INTO lifetime
SELECT 'funnel_time_' || n.name, c.cell,
       coalesce(t.reached_at, as_of) - b.reached_at, t.reached_at IS NOT NULL
FROM clock, stage_time b
JOIN stage_name n ON n.stage = b.stage + 1
LEFT JOIN stage_time t ON t.lead_id = b.lead_id AND t.stage = n.stage
JOIN lead_cell c ON c.lead_id = b.lead_id;

-- Speed to lead -------------------------------------------------------------------------------------------------------

-- A response that is noted before the lead counts as one at once.
INSERT INTO lifetime
SELECT 'speed_to_lead', c.cell,
       greatest(0, coalesce(first_response_at, as_of) - created_at), first_response_at IS NOT NULL
FROM clock, lead_fact JOIN lead_cell c USING (lead_id);

INSERT INTO share
WITH judged AS (
    SELECT lead_id, first_response_at IS NOT NULL OR created_at + 1800000000 <= as_of AS due,
           coalesce(first_response_at <= created_at + 1800000000, false) AS success
    FROM lead_fact, clock)
SELECT 'speed_to_lead_30min', period_kind, period, dimension, member,
       count(*) FILTER (due AND success), count(*) FILTER (due), count(*) FILTER (NOT due),
       count(*) FILTER (due AND success) / nullif(count(*) FILTER (due), 0), ''
FROM judged JOIN lead_cell USING (lead_id)
GROUP BY ALL;

-- Recommended pairs ---------------------------------------------------------------------------------------------------

CREATE OR REPLACE TABLE pair AS
SELECT client_id, listing_id, recommended_at, recommended_at_on AS recommended_on, source, score
FROM recommendations
QUALIFY row_number() OVER (PARTITION BY client_id, listing_id ORDER BY recommended_at, recommendation_id) = 1;

CREATE OR REPLACE TABLE tier_asked AS SELECT client_id, recommended_on AS day FROM pair;
