package daybreak.jobs.warehouse;

import java.io.Serializable;

/** A column of a table of the warehouse; any cell may be null. */
public record Field(String name, Kind kind) implements Serializable {

    /** What a cell holds, with the Java class in which rows carry it. */
    public enum Kind {
        /** {@code String}. */
        TEXT,
        /** {@code Long}. */
        LONG,
        /** {@code Integer}. */
        INTEGER,
        /** {@code Double}. */
        DOUBLE,
        /** {@code Boolean}. */
        BOOLEAN,
        /** {@code Integer}: days since 1970-01-01. */
        DATE,
        /** {@code Long}: microseconds since 1970-01-01T00:00Z. */
        TIME,
        /** {@code List<String>}. */
        TEXTS
    }
}
