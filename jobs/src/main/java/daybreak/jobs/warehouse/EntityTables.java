package daybreak.jobs.warehouse;

import daybreak.schemas.export.Coarse;
import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.ExportContract;
import java.util.ArrayList;
import java.util.List;

/** The tables that ingest writes, by the contracts. */
public final class EntityTables {

    /** Where a row came from: folder date, number of the file among the entity's files of the folder, first line of the record. */
    private static final List<Field> ARRIVAL = List.of(
            new Field("arrived", Field.Kind.DATE),
            new Field("file_no", Field.Kind.INTEGER),
            new Field("line", Field.Kind.LONG));

    /** One row a row taken in: what later runs must know to tell a new row from a known one. Of the values only a keyed hash. */
    public static final TableSchema LEDGER = new TableSchema(
            "ledger",
            List.of(
                    new Field("entity", Field.Kind.TEXT),
                    new Field("key", Field.Kind.TEXT),
                    new Field("key_hash", Field.Kind.LONG),
                    new Field("hash_high", Field.Kind.LONG),
                    new Field("hash_low", Field.Kind.LONG),
                    new Field("late", Field.Kind.BOOLEAN),
                    ARRIVAL.get(0),
                    ARRIVAL.get(1),
                    ARRIVAL.get(2)));

    /** One row a row that does not stand: verdict is duplicate, event_changed or superseded. */
    public static final TableSchema DROPPED = new TableSchema(
            "dropped",
            List.of(
                    new Field("entity", Field.Kind.TEXT),
                    ARRIVAL.get(0),
                    ARRIVAL.get(1),
                    ARRIVAL.get(2),
                    new Field("verdict", Field.Kind.TEXT),
                    new Field("late", Field.Kind.BOOLEAN)));

    /** One row a key that rows refer to and no row has, as a run left them; since the day on which the first of them arrived. */
    public static final TableSchema ORPHAN = new TableSchema(
            "orphan",
            List.of(
                    new Field("entity", Field.Kind.TEXT),
                    new Field("column_name", Field.Kind.TEXT),
                    new Field("referred", Field.Kind.TEXT),
                    new Field("key", Field.Kind.TEXT),
                    new Field("since", Field.Kind.DATE)));

    /** One row a refused row, and why; no cell of it. */
    public static final TableSchema QUARANTINE = new TableSchema(
            "quarantine",
            List.of(
                    new Field("day", Field.Kind.DATE),
                    new Field("entity", Field.Kind.TEXT),
                    new Field("file", Field.Kind.TEXT),
                    new Field("row_number", Field.Kind.LONG),
                    new Field("column_name", Field.Kind.TEXT),
                    new Field("code", Field.Kind.TEXT),
                    new Field("expected", Field.Kind.TEXT),
                    new Field("message", Field.Kind.TEXT)));

    /** One row a refused row: its cells as they came; bytes that are no text are written {@code \xNN}. Encrypted. */
    public static final TableSchema VAULT_QUARANTINE = new TableSchema(
            "vault_quarantine",
            List.of(
                    new Field("day", Field.Kind.DATE),
                    new Field("entity", Field.Kind.TEXT),
                    new Field("file", Field.Kind.TEXT),
                    new Field("row_number", Field.Kind.LONG),
                    new Field("headers", Field.Kind.TEXTS),
                    new Field("cells", Field.Kind.TEXTS)));

    /** One row a row that came again after it was refused, taken now or not: which row of which file it was. */
    public static final TableSchema RESUBMITTED = new TableSchema(
            "resubmitted",
            List.of(
                    new Field("day", Field.Kind.DATE),
                    new Field("file", Field.Kind.TEXT),
                    new Field("row_number", Field.Kind.LONG),
                    new Field("of_day", Field.Kind.DATE),
                    new Field("of_file", Field.Kind.TEXT),
                    new Field("of_row", Field.Kind.LONG)));

    private EntityTables() {}

    /** What analysis sees of an entity: the columns that are not personal, coarse ones of those that are, and the arrival. */
    public static TableSchema open(ExportContract contract) {
        List<Field> fields = new ArrayList<>();
        for (Column column : contract.columns()) {
            Coarse coarse = column.coarse();
            if (!column.pii().isPersonal()) {
                fields.add(field(column));
            } else if (coarse != null) {
                fields.add(new Field(coarse.name(), Field.Kind.DOUBLE));
            }
        }
        fields.addAll(ARRIVAL);
        return new TableSchema(contract.entity(), fields);
    }

    /** Whether an entity has a vault table. */
    public static boolean hasVault(ExportContract contract) {
        return !contract.personalColumns().isEmpty();
    }

    /** The personal columns of an entity under its key, and the arrival. Encrypted. */
    public static TableSchema vault(ExportContract contract) {
        List<Field> fields = new ArrayList<>();
        contract.key().forEach(name -> fields.add(field(contract.column(name))));
        contract.personalColumns().forEach(column -> fields.add(field(column)));
        fields.addAll(ARRIVAL);
        return new TableSchema("vault_" + contract.entity(), fields);
    }

    private static Field field(Column column) {
        return new Field(column.name(), kind(column.type()));
    }

    private static Field.Kind kind(ColumnType type) {
        return switch (type) {
            case TEXT, ENUMERATION -> Field.Kind.TEXT;
            case INTEGER -> Field.Kind.LONG;
            case DECIMAL, MONEY -> Field.Kind.DOUBLE;
            case BOOLEAN -> Field.Kind.BOOLEAN;
            case DATE -> Field.Kind.DATE;
            case TIME -> Field.Kind.TIME;
            case LIST, LIST_OF_SECONDS -> Field.Kind.TEXTS;
        };
    }
}
