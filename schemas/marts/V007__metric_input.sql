ALTER TABLE run ADD COLUMN metric_basis text;
COMMENT ON COLUMN run.metric_basis IS 'Digest of all but the rows that metric values depend on: definitions, program, zone, first day. Null: run before this was noted.';

CREATE TABLE metric_input (
    subject text NOT NULL,
    day     date NOT NULL,                    -- to whose periods the rows belong
    rows    bigint NOT NULL,
    counted bigint NOT NULL,                  -- digest of what all metrics but durations take of the rows
    timed   bigint NOT NULL,                  -- digest of what durations take of them
    run     text NOT NULL,
    PRIMARY KEY (subject, day)
);
COMMENT ON TABLE metric_input IS 'What the current values of metrics were counted from, as far as needed to tell which periods the next night must count again.';
