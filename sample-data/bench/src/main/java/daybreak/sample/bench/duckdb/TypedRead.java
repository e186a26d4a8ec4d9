package daybreak.sample.bench.duckdb;

import daybreak.schemas.export.Bounds;
import daybreak.schemas.export.Coarse;
import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.ExportContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The statements that take an entity's files in: one pass from CSV to Parquet. DuckDB puts aside what it cannot type or
 * what has another number of cells; what the contract refuses beyond that is written with its reason in {@code bad}.
 */
final class TypedRead {

    private final ExportContract contract;
    private final List<Path> files;

    TypedRead(ExportContract contract, List<Path> files) {
        this.contract = contract;
        this.files = files;
    }

    /** Personal data is left out; of an event there is the hash of its key instead of it, which tells repeated rows. */
    String copyTo(Path parquet, boolean keyHash) {
        String columns = contract.columns().stream()
                .filter(column -> !column.pii().isPersonal() || column.coarse() != null)
                .map(TypedRead::seen)
                .collect(Collectors.joining(", "));
        String key = keyHash ? ", hash(" + String.join(", ", contract.key()) + ") AS key_hash" : "";
        return "COPY (SELECT " + columns + key + ", CAST(parse_path(filename)[-2] AS DATE) AS arrived, " + bad()
                + " AS bad FROM " + source() + ") TO '" + parquet + "' (FORMAT parquet)";
    }

    /** Of a personal number the centre of its cell; in decimals, for a binary fraction would cross the cell's edge. */
    private static String seen(Column column) {
        Coarse coarse = column.coarse();
        if (coarse == null) {
            return "\"" + column.name() + "\"";
        }
        String step = coarse.step().toPlainString();
        return "CAST(floor(CAST(" + column.name() + " AS DECIMAL(18, 8)) / " + step + ") AS INTEGER) * " + step
                + "::DOUBLE + " + step + "::DOUBLE / 2 AS " + coarse.name();
    }

    private String source() {
        String names = files.stream().map(file -> "'" + file + "'").collect(Collectors.joining(", ", "[", "]"));
        String types = contract.columns().stream()
                .map(column -> "'" + column.name() + "': '" + type(column.type()) + "'")
                .collect(Collectors.joining(", ", "{", "}"));
        return "read_csv(" + names + ", columns = " + types
                + ", auto_detect = false, delim = ',', quote = '\"', escape = '\"', header = true, filename = true,"
                + " store_rejects = true, rejects_table = 'rejected_" + contract.entity() + "', rejects_scan = 'scan_"
                + contract.entity() + "')";
    }

    private String bad() {
        List<String> tests = new ArrayList<>();
        for (Column column : contract.columns()) {
            String name = "\"" + column.name() + "\"";
            if (!column.mayBeBlank()) {
                tests.add("WHEN " + name + " IS NULL THEN '" + column.name() + " blank'");
            }
            if (column.type() == ColumnType.ENUMERATION) {
                String values = column.values().stream()
                        .map(value -> "'" + value.name() + "'")
                        .collect(Collectors.joining(", "));
                tests.add("WHEN " + name + " NOT IN (" + values + ") THEN '" + column.name() + " unknown'");
            }
            if (column.type() == ColumnType.DATE && column.pii().isPersonal()) {
                // A column that nothing reads is not typed either, and its bad cells would pass.
                tests.add("WHEN " + name + " > DATE '9999-12-31' THEN '" + column.name() + " out of range'");
            }
            Bounds bounds = column.bounds();
            if (bounds != null) {
                tests.add("WHEN NOT (" + range(name, bounds) + ") THEN '" + column.name() + " out of range'");
            }
        }
        return tests.isEmpty() ? "NULL" : "CASE " + String.join(" ", tests) + " END";
    }

    private static String range(String name, Bounds bounds) {
        List<String> sides = new ArrayList<>();
        if (bounds.minimum() != null) {
            sides.add(name + " >= " + bounds.minimum());
        }
        if (bounds.maximum() != null) {
            sides.add(name + " <= " + bounds.maximum());
        }
        return sides.isEmpty() ? "true" : String.join(" AND ", sides);
    }

    private static String type(ColumnType type) {
        return switch (type) {
            case TEXT, ENUMERATION, LIST, LIST_OF_SECONDS -> "VARCHAR";
            case INTEGER -> "BIGINT";
            case DECIMAL, MONEY -> "DOUBLE";
            case BOOLEAN -> "BOOLEAN";
            case DATE -> "DATE";
            case TIME -> "TIMESTAMP";
        };
    }
}
