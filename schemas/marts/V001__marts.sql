-- The marts: what pages, the command line and BI tools read. Written by the catalog room of jobs alone, in the one
-- transaction that also moves current_run. Times are instants; days are calendar days in the brokerage's zone.

CREATE TABLE run (
    run          text PRIMARY KEY,            -- <to, yyyymmdd>-<ordinal, 2 digits>
    brokerage    text NOT NULL,
    source       text,                        -- source mapping; null: the contract itself
    from_day     date NOT NULL,
    to_day       date NOT NULL,
    as_of        timestamptz NOT NULL,        -- midnight ending to_day
    zone         text NOT NULL,
    started_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    status       text NOT NULL CHECK (status IN ('running', 'published', 'failed')),
    fingerprint  text NOT NULL,               -- of the input files
    definitions  text NOT NULL,               -- of the schemas the run was computed with
    files        integer,
    rows_in      bigint,
    accepted     bigint,
    refused      bigint,
    duplicates   bigint,
    late         bigint,
    message      text
);
COMMENT ON TABLE run IS 'One row a run of the nightly job, failed ones too. rows_in = accepted + refused + duplicates.';

CREATE TABLE current_run (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    run      text NOT NULL REFERENCES run
);
COMMENT ON TABLE current_run IS 'The run whose marts stand. Moved in the transaction that writes them.';

CREATE TABLE warehouse_part (
    table_name text NOT NULL,
    run        text NOT NULL REFERENCES run,
    path       text NOT NULL,                 -- relative to the warehouse
    rows       bigint NOT NULL,
    PRIMARY KEY (table_name, run)
);
COMMENT ON TABLE warehouse_part IS 'The immutable folders of data files that make up the warehouse as published.';

CREATE TABLE intake_file (
    day        date NOT NULL,                 -- of the folder: the day the rows arrived
    file       text NOT NULL,
    entity     text NOT NULL,
    sha256     text NOT NULL,
    bytes      bigint NOT NULL,
    rows_in    bigint NOT NULL,
    accepted   bigint NOT NULL,               -- superseded ones included
    refused    bigint NOT NULL,
    duplicates bigint NOT NULL,
    superseded bigint NOT NULL,               -- accepted, but replaced by a later row of the same folder
    late       bigint NOT NULL,               -- accepted rows whose own time lies on an earlier day
    orphans    bigint NOT NULL,               -- accepted rows that refer to a key not known when they arrived
    unknown_columns text[] NOT NULL DEFAULT '{}',
    run        text NOT NULL REFERENCES run,
    PRIMARY KEY (day, file, entity),
    CHECK (rows_in = accepted + refused + duplicates)
);

CREATE TABLE intake_day (
    day    date PRIMARY KEY,
    state  text NOT NULL CHECK (state IN ('complete', 'missing')),
    run    text NOT NULL REFERENCES run
);
COMMENT ON TABLE intake_day IS 'Each calendar day taken in; missing: there was no folder, it counts as a day without rows.';

CREATE TABLE quarantine (
    day         date NOT NULL,
    entity      text NOT NULL,
    file        text NOT NULL,
    row_number  bigint NOT NULL,              -- line of the file on which the record starts; 1 is the header
    column_name text,                         -- null: the row as a whole
    code        text NOT NULL,
    expected    text NOT NULL,
    message     text NOT NULL,                -- one sentence in English; never holds the value of a column with personal data
    run         text NOT NULL REFERENCES run
);
CREATE INDEX quarantine_by_day ON quarantine (day, entity);

CREATE TABLE metric_value (
    metric       text NOT NULL,
    period_kind  text NOT NULL CHECK (period_kind IN ('week', 'month', 'quarter', 'all')),
    period       text NOT NULL,               -- 2026-W47, 2026-10, 2026-Q3, all
    period_from  date NOT NULL,               -- first and last day of the period, both included
    period_to    date NOT NULL,
    whole        boolean NOT NULL,            -- all its days lie between the first complete folder and D
    dimension    text NOT NULL DEFAULT '',    -- '' is the total
    member       text NOT NULL DEFAULT '',
    numerator    double precision,            -- share, rate: successes, events; duration: observed ends; count, amount: the value
    denominator  double precision,            -- share: subjects that count; rate: exposure; duration: subjects at risk
    value        double precision,            -- share: 0–1; rate: per its unit (per 100 …); duration: median in seconds; null: no denominator, or not reached
    low          double precision,            -- 95 % interval of value
    high         double precision,
    not_yet_due  bigint NOT NULL DEFAULT 0,   -- left out because their window has not passed
    states       jsonb NOT NULL DEFAULT '{}', -- further counts shown apart, by the names the metric gives them
    points       jsonb,                       -- of a curve: [{seconds, survival, low, high, at_risk, events, censored}]; of a duration: [{quantile, seconds}]
    version      text NOT NULL,               -- of the metric's definition
    run          text NOT NULL,
    PRIMARY KEY (metric, period_kind, period, dimension, member)
);

CREATE TABLE control_point (
    chart       text NOT NULL,                -- a metric's name
    dimension   text NOT NULL DEFAULT '',     -- as in metric_value; complaint charts also stand per root cause
    member      text NOT NULL DEFAULT '',
    period      text NOT NULL,                -- a whole, mature ISO week; of a days-between point that of the later event
    period_from date NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('p', 'u', 'p_laney', 'u_laney', 't')), -- t: days between rare events, a point an event
    phase       integer NOT NULL,             -- from 1; a recorded SOP change starts the next
    sop_change  text,                         -- the change that began this phase, null in the first
    events      double precision NOT NULL,    -- 1 of t
    exposure    double precision NOT NULL,    -- the days of t
    value       double precision NOT NULL,    -- in the metric's unit, as are centre and limits; days of t
    centre      double precision NOT NULL,
    lower       double precision NOT NULL,
    upper       double precision NOT NULL,
    sigma_z     double precision,             -- Laney's; null where not computed
    provisional boolean NOT NULL,             -- fewer than 12 points in the phase
    rules       text[] NOT NULL DEFAULT '{}', -- completed at this point: beyond_3_sigma, run_of_8, trend_of_6, two_of_three
    verdict     text NOT NULL CHECK (verdict IN ('signal_better', 'signal_worse', 'noise', 'too_few')),
    run         text NOT NULL,
    event_on    date,                         -- the later event's day in the brokerage's zone; null but of t
    ordinal     integer NOT NULL DEFAULT 0,   -- of t the event's number in its chart; else 0
    PRIMARY KEY (chart, dimension, member, period, ordinal)
);

CREATE TABLE headline (
    metric          text NOT NULL,
    period_kind     text NOT NULL CHECK (period_kind IN ('week', 'quarter')),
    period          text NOT NULL,            -- the newest whole period all of whose subjects are mature
    previous        text,                     -- the one before
    four_before     text,                     -- weeks alone
    difference_p    double precision,         -- two-sided exact p of period against previous
    difference_called boolean NOT NULL,       -- after Benjamini–Hochberg over the headline metrics
    verdict         text NOT NULL CHECK (verdict IN ('signal_better', 'signal_worse', 'noise', 'too_few')),
    run             text NOT NULL,
    PRIMARY KEY (metric, period_kind)
);

CREATE TABLE member_verdict (
    metric      text NOT NULL,
    period_kind text NOT NULL,
    period      text NOT NULL,
    dimension   text NOT NULL,
    member      text NOT NULL,
    p           double precision,             -- two-sided Fisher exact, member against all others; null when too few
    called      boolean NOT NULL,             -- after Benjamini–Hochberg at 10 % within metric, dimension and period
    verdict     text NOT NULL CHECK (verdict IN ('higher', 'lower', 'no_difference', 'too_few')),
    run         text NOT NULL,
    PRIMARY KEY (metric, period_kind, period, dimension, member)
);

CREATE TABLE complaint (
    complaint_id    text PRIMARY KEY,
    client_id       text NOT NULL,
    agent_id        text,
    store_id        text,
    attribution     text,
    root_cause      text,
    severity        integer,
    opened_at       timestamptz NOT NULL,
    responded_at    timestamptz,
    plan_at         timestamptz,
    resolved_at     timestamptz,
    response_due_at timestamptz NOT NULL,
    plan_due_at     timestamptz,              -- null until answered
    response_state  text NOT NULL CHECK (response_state IN ('in_time', 'late', 'lapsed', 'open')),
    plan_state      text NOT NULL CHECK (plan_state IN ('in_time', 'late', 'lapsed', 'open', 'not_answered')),
    compensation    double precision,
    run             text NOT NULL
);
COMMENT ON TABLE complaint IS 'One row a complaint as known by the current run: its clocks, cause and cost; no text, no name.';

CREATE TABLE sop_change (
    change_id    text PRIMARY KEY,
    effective_on date,
    root_cause   text,
    title        text,
    owner        text,
    run          text NOT NULL
);

CREATE TABLE store (
    store_id text PRIMARY KEY,
    store    text,
    run      text NOT NULL
);

CREATE TABLE task (
    task_id    text PRIMARY KEY,              -- of rule, subject and the day it was raised: a re-run finds the same task
    rule       text NOT NULL,
    subject    jsonb NOT NULL,                -- the subject's key columns, and the rule's variant where it has several
    subject_key text NOT NULL,                -- of rule, variant and subject: at most one task of a key is open
    client_id  text,
    owner      text,                          -- agent_id; null: nobody to give it to
    store      text,                          -- store_id of the owner
    severity   integer NOT NULL,              -- 1 is the highest
    raised_on  date NOT NULL,
    due_at     timestamptz NOT NULL,
    state      text NOT NULL CHECK (state IN ('open', 'closed')),
    closed_on  date,                          -- first day on which the condition no longer held
    reason_zh  text NOT NULL,
    reason_en  text NOT NULL,
    evidence   jsonb NOT NULL,
    listings   text[] NOT NULL DEFAULT '{}',
    day_rank   integer NOT NULL,              -- among the owner's tasks raised that day; beyond the cap it waits
    first_contact_at timestamptz,             -- first contact with, or viewing booked for, the client by the owner from as_of of raised_on
    run        text NOT NULL                  -- that last changed the row
);
CREATE INDEX task_by_owner ON task (owner, state);
CREATE UNIQUE INDEX task_open_once ON task (subject_key) WHERE state = 'open';

CREATE TABLE trace (
    trace       text PRIMARY KEY,             -- printed in the gutter, for example K7Q2
    report      text NOT NULL,                -- weekly, quarterly
    period      text NOT NULL,                -- of the report
    page        text NOT NULL,
    figure      text NOT NULL,                -- what it stands beside
    refers_to   jsonb NOT NULL,               -- [{table, key: {column: value}}]: the mart rows that were printed
    printed     jsonb NOT NULL,               -- the values printed
    run         text NOT NULL
);
