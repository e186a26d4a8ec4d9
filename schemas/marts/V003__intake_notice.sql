ALTER TABLE intake_file ADD COLUMN columns text[];
COMMENT ON COLUMN intake_file.columns IS 'Columns of the contract that the file had, by canonical name. Null: taken in before that was recorded.';

CREATE TABLE intake_notice (
    day         date NOT NULL,
    entity      text NOT NULL,
    file        text,                         -- null: the day's files of the entity together
    code        text NOT NULL,
    column_name text,                         -- null: rows or files as a whole
    item        text,                         -- of UNLISTED_ITEM the item; null: of further ones, or none
    level       text NOT NULL CHECK (level IN ('note', 'warning')),
    rows        bigint NOT NULL,              -- of the day or file that the sentence is about
    first_row   bigint,                       -- line of the first of them; null: not of single rows
    message     text NOT NULL,                -- one sentence in English; never holds the value of a column with personal data
    run         text NOT NULL REFERENCES run
);
CREATE INDEX intake_notice_by_day ON intake_notice (day, entity);
COMMENT ON TABLE intake_notice IS 'What was odd about rows that were taken in all the same (note), and what of a day was unusual against the days before (warning).';

CREATE TABLE orphan_reference (
    entity      text NOT NULL,
    column_name text NOT NULL,
    referred    text NOT NULL,                -- the entity whose key it is
    rows        bigint NOT NULL,              -- that stand and refer to a key which no row of that entity has had so far
    keys        bigint NOT NULL,              -- such keys
    since       date NOT NULL,                -- day on which the first such row arrived
    run         text NOT NULL,
    PRIMARY KEY (entity, column_name)
);
COMMENT ON TABLE orphan_reference IS 'What still refers to something unknown as of the current run; a row goes from here once what it refers to has arrived.';
