ALTER TABLE intake_file ADD COLUMN form text;
COMMENT ON COLUMN intake_file.form IS 'What the file turned out to be: encoding, separator, quote, escape, line ending, lines around the table. Null: taken in before that was recorded.';
