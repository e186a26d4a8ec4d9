ALTER TABLE quarantine ADD COLUMN of_day date, ADD COLUMN of_file text, ADD COLUMN of_row bigint, ADD COLUMN healed_on date;
COMMENT ON COLUMN quarantine.of_day IS 'With of_file and of_row the refused row that this one was to correct (daybreak quarantine --export) and that was refused again. Null: it came for the first time, or does not say which.';
COMMENT ON COLUMN quarantine.healed_on IS 'Day of the folder in which the row came again and was accepted, or was known by then. Null: it is still missing.';
CREATE INDEX quarantine_by_origin ON quarantine (of_day, of_file, of_row);
