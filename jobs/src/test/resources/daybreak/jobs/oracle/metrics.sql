CREATE OR REPLACE TABLE pair_fact AS
SELECT row_number() OVER () AS pair, p.*, l.district, t.tier,
       CASE WHEN p.score < 60 THEN '0–59' WHEN p.score < 80 THEN '60–79' WHEN p.score <= 100 THEN '80–100' END AS score_band,
       EXISTS (SELECT 1 FROM done_viewing v
               WHERE v.client_id = p.client_id AND v.listing_id = p.listing_id
                 AND v.happened_at - p.recommended_at BETWEEN 0 AND 14 * 86400000000) AS viewed,
       EXISTS (SELECT 1 FROM done_viewing v
               WHERE v.client_id = p.client_id AND v.listing_id = p.listing_id AND v.outcome = 'liked'
                 AND v.happened_at - p.recommended_at BETWEEN 0 AND 14 * 86400000000) AS liked,
       EXISTS (SELECT 1 FROM standing_deal d
               WHERE d.client_id = p.client_id AND d.listing_id = p.listing_id AND coalesce(d.status, '') <> 'cancelled'
                 AND d.signed_at - p.recommended_at BETWEEN 0 AND 90 * 86400000000) AS bought
FROM pair p
LEFT JOIN h_listings l ON l.listing_id = p.listing_id AND p.recommended_on >= l.begins AND p.recommended_on < l.ends
LEFT JOIN tier t ON t.client_id = p.client_id AND t.day = p.recommended_on;

CREATE OR REPLACE TABLE pair_cell AS
WITH membership AS (
    SELECT pair, recommended_on, '' AS dimension, '' AS member FROM pair_fact
    UNION ALL SELECT pair, recommended_on, 'source', coalesce(source, '(none)') FROM pair_fact
    UNION ALL SELECT pair, recommended_on, 'district', coalesce(district, '(none)') FROM pair_fact
    UNION ALL SELECT pair, recommended_on, 'tier', coalesce(tier, '(none)') FROM pair_fact
    UNION ALL SELECT pair, recommended_on, 'score_band', coalesce(score_band, '(none)') FROM pair_fact)
SELECT m.pair, p.period_kind, p.period, m.dimension, m.member
FROM membership m JOIN period_of p ON p.day = m.recommended_on;

INSERT INTO share
WITH judged AS (
    SELECT 'match_success_14d' AS metric, pair, recommended_at + 14 * 86400000000 <= as_of AS mature, viewed AS success FROM pair_fact, clock
    UNION ALL
    SELECT 'match_liked_14d', pair, recommended_at + 14 * 86400000000 <= as_of, liked FROM pair_fact, clock
    UNION ALL
    SELECT 'match_deal_90d', pair, recommended_at + 90 * 86400000000 <= as_of, bought FROM pair_fact, clock)
SELECT metric, period_kind, period, dimension, member,
       count(*) FILTER (mature AND success), count(*) FILTER (mature), count(*) FILTER (NOT mature),
       count(*) FILTER (mature AND success) / nullif(count(*) FILTER (mature), 0), ''
FROM judged JOIN pair_cell USING (pair)
GROUP BY ALL;

-- A client is not yet due where none of its pairs of the period is mature.
INSERT INTO share
WITH per_client AS (
    SELECT c.period_kind, c.period, f.client_id,
           bool_or(recommended_at + 14 * 86400000000 <= as_of) AS mature,
           bool_or(recommended_at + 14 * 86400000000 <= as_of AND viewed) AS success
    FROM clock, pair_fact f JOIN pair_cell c USING (pair)
    WHERE c.dimension = ''
    GROUP BY ALL)
SELECT 'match_clients_14d', period_kind, period, '', '',
       count(*) FILTER (success), count(*) FILTER (mature), count(*) FILTER (NOT mature),
       count(*) FILTER (success) / nullif(count(*) FILTER (mature), 0), ''
FROM per_client
GROUP BY ALL;

-- Complaints ----------------------------------------------------------------------------------------------------------

-- Everything that serves a client. Who acted: the row's agent, else the client's own on that day.
CREATE OR REPLACE TABLE act AS
WITH acts AS (
    SELECT 'contact' AS kind, client_id, agent_id, contacted_at_on AS day FROM contacts
    UNION ALL SELECT 'viewing', client_id, agent_id, happened_on FROM done_viewing
    UNION ALL SELECT 'signing', client_id, agent_id, signed_at_on FROM standing_deal
    UNION ALL SELECT 'touch', d.client_id, d.agent_id, a.done_at_on
              FROM after_sales a JOIN standing_deal d USING (deal_id) WHERE a.done_at IS NOT NULL)
SELECT a.kind, a.client_id, a.day, s.store_id AS store
FROM acts a
LEFT JOIN h_clients c ON c.client_id = a.client_id AND a.day >= c.begins AND a.day < c.ends
LEFT JOIN h_agents s ON s.agent_id = coalesce(a.agent_id, c.agent_id) AND a.day >= s.begins AND a.day < s.ends;

CREATE OR REPLACE TABLE exposure AS
WITH cells AS (
    SELECT kind, client_id, day, '' AS dimension, '' AS member FROM act
    UNION ALL SELECT kind, client_id, day, 'store', coalesce(store, '(none)') FROM act)
SELECT p.period_kind, p.period, c.dimension, c.member,
       count(DISTINCT c.client_id) AS clients,
       count(*) FILTER (kind = 'viewing') AS viewings,
       count(*) FILTER (kind = 'signing') AS signings
FROM cells c JOIN period_of p ON p.day = c.day
GROUP BY ALL;

-- A complaint without store_id belongs to the store of its agent, else of its client's, on the day it was opened.
CREATE OR REPLACE TABLE complaint_fact AS
SELECT k.*, coalesce(k.store_id, s.store_id) AS store
FROM complaints k
LEFT JOIN h_clients c ON c.client_id = k.client_id AND k.opened_at_on >= c.begins AND k.opened_at_on < c.ends
LEFT JOIN h_agents s ON s.agent_id = coalesce(k.agent_id, c.agent_id) AND k.opened_at_on >= s.begins AND k.opened_at_on < s.ends;

CREATE OR REPLACE TABLE complaint_cell AS
WITH cells AS (
    SELECT complaint_id, opened_at_on AS day, '' AS dimension, '' AS member FROM complaint_fact
    UNION ALL SELECT complaint_id, opened_at_on, 'store', coalesce(store, '(none)') FROM complaint_fact
    UNION ALL SELECT complaint_id, opened_at_on, 'attribution', coalesce(attribution, '(none)') FROM complaint_fact
    UNION ALL SELECT complaint_id, opened_at_on, 'root_cause', coalesce(root_cause, '(none)') FROM complaint_fact
    UNION ALL SELECT complaint_id, opened_at_on, 'severity', coalesce(CAST(severity AS VARCHAR), '(none)') FROM complaint_fact)
SELECT c.complaint_id, p.period_kind, p.period, c.dimension, c.member
FROM cells c JOIN period_of p ON p.day = c.day;

CREATE OR REPLACE TABLE complaint_count AS
SELECT period_kind, period, dimension, member, count(*) AS complaints
FROM complaint_cell
GROUP BY ALL;

-- Total and store have rows wherever there are complaints or exposure; the splits of the numerator alone where there are
-- complaints, over the exposure of the whole.
INSERT INTO share
WITH paired AS (
    SELECT coalesce(x.period_kind, k.period_kind) AS period_kind, coalesce(x.period, k.period) AS period,
           coalesce(x.dimension, k.dimension) AS dimension, coalesce(x.member, k.member) AS member,
           coalesce(k.complaints, 0) AS complaints,
           coalesce(x.clients, 0) AS clients, coalesce(x.viewings, 0) AS viewings, coalesce(x.signings, 0) AS signings
    FROM exposure x
    FULL JOIN (FROM complaint_count WHERE dimension IN ('', 'store')) k
      ON (x.period_kind, x.period, x.dimension, x.member) = (k.period_kind, k.period, k.dimension, k.member)
    UNION ALL
    SELECT k.period_kind, k.period, k.dimension, k.member, k.complaints,
           coalesce(x.clients, 0), coalesce(x.viewings, 0), coalesce(x.signings, 0)
    FROM complaint_count k
    LEFT JOIN exposure x ON x.dimension = '' AND (x.period_kind, x.period) = (k.period_kind, k.period)
    WHERE k.dimension IN ('attribution', 'root_cause', 'severity'))
SELECT 'complaint_rate', period_kind, period, dimension, member, complaints, clients, 0, 100 * complaints / nullif(clients, 0), ''
FROM paired
UNION ALL
SELECT 'complaint_rate_per_1000_viewings', period_kind, period, dimension, member, complaints, viewings, 0, 1000 * complaints / nullif(viewings, 0), ''
FROM paired WHERE viewings > 0 OR complaints > 0
UNION ALL
SELECT 'complaint_rate_per_100_signings', period_kind, period, dimension, member, complaints, signings, 0, 100 * complaints / nullif(signings, 0), ''
FROM paired WHERE signings > 0 OR complaints > 0;

INSERT INTO share
SELECT 'signings', period_kind, period, dimension, member, signings, NULL, 0, signings, ''
FROM exposure WHERE signings > 0;

-- Clocks of complaints, by the period in which they were opened.
INSERT INTO share
WITH judged AS (
    SELECT complaint_id,
           responded_at IS NOT NULL OR opened_at + 86400000000 <= as_of AS response_due,
           coalesce(responded_at <= opened_at + 86400000000, false) AS response_met,
           responded_at IS NOT NULL AS answered,
           responded_at IS NOT NULL AND (plan_at IS NOT NULL OR responded_at + 10800000000 <= as_of) AS plan_due,
           coalesce(plan_at <= responded_at + 10800000000, false) AS plan_met
    FROM complaints, clock)
SELECT 'complaint_response_24h', period_kind, period, dimension, member,
       count(*) FILTER (response_due AND response_met), count(*) FILTER (response_due), count(*) FILTER (NOT response_due),
       count(*) FILTER (response_due AND response_met) / nullif(count(*) FILTER (response_due), 0),
       'open=' || count(*) FILTER (NOT response_due)
FROM judged JOIN complaint_cell USING (complaint_id) GROUP BY ALL
UNION ALL
SELECT 'complaint_plan_3h', period_kind, period, dimension, member,
       count(*) FILTER (plan_due AND plan_met), count(*) FILTER (plan_due), count(*) FILTER (answered AND NOT plan_due),
       count(*) FILTER (plan_due AND plan_met) / nullif(count(*) FILTER (plan_due), 0),
       'open=' || count(*) FILTER (answered AND NOT plan_due) || ';not_answered=' || count(*) FILTER (NOT answered)
FROM judged JOIN complaint_cell USING (complaint_id) GROUP BY ALL;

INSERT INTO cell
SELECT (SELECT coalesce(max(cell), 0) FROM cell) + row_number() OVER (), *
FROM (SELECT DISTINCT period_kind, period, dimension, member FROM complaint_cell
      EXCEPT SELECT period_kind, period, dimension, member FROM cell);

INSERT INTO lifetime
SELECT 'complaint_resolution_days', cell,
       greatest(0, coalesce(resolved_at, as_of) - opened_at), resolved_at IS NOT NULL
FROM clock, complaints JOIN complaint_cell USING (complaint_id) JOIN cell USING (period_kind, period, dimension, member);

-- Viewings ------------------------------------------------------------------------------------------------------------

INSERT INTO share
WITH viewing AS (
    SELECT v.happened_on, v.mode, l.district, coalesce(v.agent_id, c.agent_id) AS consultant, s.store_id AS store,
           ended_at IS NULL AS no_end,
           ended_at IS NOT NULL AND (feedback_at IS NOT NULL OR ended_at + 3600000000 <= as_of) AS due,
           coalesce(feedback_at <= ended_at + 3600000000, false) AS met
    FROM clock, done_viewing v
    LEFT JOIN h_clients c ON c.client_id = v.client_id AND v.happened_on >= c.begins AND v.happened_on < c.ends
    LEFT JOIN h_agents s ON s.agent_id = coalesce(v.agent_id, c.agent_id) AND v.happened_on >= s.begins AND v.happened_on < s.ends
    LEFT JOIN h_listings l ON l.listing_id = v.listing_id AND v.happened_on >= l.begins AND v.happened_on < l.ends),
cells AS (
    SELECT *, '' AS dimension, '' AS member FROM viewing
    UNION ALL SELECT *, 'store', coalesce(store, '(none)') FROM viewing
    UNION ALL SELECT *, 'consultant', coalesce(consultant, '(none)') FROM viewing
    UNION ALL SELECT *, 'mode', coalesce(mode, '(none)') FROM viewing
    UNION ALL SELECT *, 'district', coalesce(nullif(district, ''), '(none)') FROM viewing)
SELECT 'viewing_feedback_1h', p.period_kind, p.period, dimension, member,
       count(*) FILTER (due AND met), count(*) FILTER (due), count(*) FILTER (NOT no_end AND NOT due),
       count(*) FILTER (due AND met) / nullif(count(*) FILTER (due), 0),
       'no_end=' || count(*) FILTER (no_end)
FROM cells JOIN period_of p ON p.day = happened_on
GROUP BY ALL;

-- Kaplan-Meier over all lifetimes -------------------------------------------------------------------------------------

-- One lifetime after the other: of several that end at one time the factors (n - 1) / n, (n - 2) / (n - 1) … come to the one
-- of all of them, and at equal times ends precede censorings.
INSERT INTO share
WITH risk AS (
    SELECT metric, cell, micros, observed,
           count(*) OVER (PARTITION BY metric, cell ORDER BY micros, observed DESC
                          ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS at_risk
    FROM lifetime
    WHERE metric <> 'lead_conversion_curve'),
ended AS (
    SELECT metric, cell, micros,
           product((at_risk - 1) / at_risk::DOUBLE) OVER (PARTITION BY metric, cell ORDER BY micros, at_risk DESC
                                                          ROWS UNBOUNDED PRECEDING) AS survival
    FROM risk WHERE observed),
quantile AS (
    SELECT metric, cell, count(*) AS ends,
           min(micros) FILTER (survival <= 0.5 + 1e-12) / 1e6 AS median,
           min(micros) FILTER (survival <= 0.1 + 1e-12) / 1e6 AS p90
    FROM ended GROUP BY metric, cell),
lives AS (
    SELECT metric, cell, count(*) AS lifetimes FROM lifetime WHERE metric <> 'lead_conversion_curve' GROUP BY metric, cell)
SELECT l.metric, c.period_kind, c.period, c.dimension, c.member, coalesce(q.ends, 0), l.lifetimes, 0, q.median,
       concat_ws(';', 'median=' || q.median, 'p90=' || q.p90)
FROM lives l JOIN cell c USING (cell) LEFT JOIN quantile q ON q.metric = l.metric AND q.cell = l.cell;

-- The curve as steps: for each time, what of S, at risk, events and censored there were. Its figure is 1 - S at the end.
CREATE OR REPLACE TABLE curve AS
WITH steps AS (
    SELECT micros, count(*) FILTER (observed) AS events, count(*) FILTER (NOT observed) AS censored
    FROM lifetime WHERE metric = 'lead_conversion_curve' GROUP BY micros),
risk AS (
    SELECT *, CAST(sum(events + censored) OVER (ORDER BY micros DESC ROWS UNBOUNDED PRECEDING) AS BIGINT) AS at_risk
    FROM steps)
SELECT *, product((at_risk - events) / at_risk::DOUBLE) OVER (ORDER BY micros ROWS UNBOUNDED PRECEDING) AS survival
FROM risk;

INSERT INTO share
SELECT 'lead_conversion_curve', 'all', 'all', '', '',
       sum(events), sum(events + censored), 0, 1 - arg_max(survival, micros),
       string_agg('survival@' || (micros / 1e6) || '=' || survival
                  || ';at_risk@' || (micros / 1e6) || '=' || at_risk
                  || ';events@' || (micros / 1e6) || '=' || events
                  || ';censored@' || (micros / 1e6) || '=' || censored, ';' ORDER BY micros)
FROM curve
HAVING count(*) > 0;
