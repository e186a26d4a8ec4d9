CREATE TABLE vault_access (
    at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    who     text NOT NULL,                    -- user of the machine on which it was asked for
    purpose text NOT NULL,                    -- what was asked for, without any of it
    rows    bigint NOT NULL                   -- that were to be read
);
COMMENT ON TABLE vault_access IS 'One row each time personal data are taken out of the vault, written before. Nothing removes a row.';
