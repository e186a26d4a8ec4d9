CREATE TABLE intake_resend (
    day    date NOT NULL,                     -- of the folder that changed after it was taken in
    file   text NOT NULL,
    sha256 text,                              -- what the file is since then; null: it is gone, its rows stand
    run    text NOT NULL REFERENCES run,      -- that accepted the change
    PRIMARY KEY (day, file, run)
);
COMMENT ON TABLE intake_resend IS 'A file of a folder that changed after it was taken in, as a run with --accept-resend found it; the last such run counts. Its rows arrived with that run''s last new day, in intake_file and quarantine under the name <day of the folder>/<file>.';
