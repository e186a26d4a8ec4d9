package daybreak.schemas.export;

/** What the filled cells of a column hold, and how the contract's file writes it (logical and physical type). */
public enum ColumnType {
    TEXT("string", "text"),
    /** One of the column's values, or its Chinese label. */
    ENUMERATION("string", "enumeration"),
    /** A count or a number without fraction. */
    INTEGER("integer", "integer"),
    DECIMAL("number", "decimal"),
    /** An amount in yuan; a source mapping may say that its cells are in 万元. */
    MONEY("number", "money"),
    BOOLEAN("boolean", "boolean"),
    /** A calendar day in the brokerage's zone. */
    DATE("date", "date"),
    /** An instant. */
    TIME("timestamp", "time"),
    /** Words separated by semicolons. */
    LIST("array", "list"),
    /** Items {@code name=seconds} separated by semicolons. */
    LIST_OF_SECONDS("array", "list of seconds");

    private final String logicalType;
    private final String physicalType;

    ColumnType(String logicalType, String physicalType) {
        this.logicalType = logicalType;
        this.physicalType = physicalType;
    }

    public String logicalType() {
        return logicalType;
    }

    public String physicalType() {
        return physicalType;
    }

    public boolean isNumber() {
        return this == INTEGER || this == DECIMAL || this == MONEY;
    }

    /** Whether it says when something is. */
    public boolean isMoment() {
        return this == TIME || this == DATE;
    }

    public boolean isList() {
        return this == LIST || this == LIST_OF_SECONDS;
    }
}
