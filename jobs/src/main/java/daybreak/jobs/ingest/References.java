package daybreak.jobs.ingest;

import daybreak.jobs.warehouse.EntityTables;
import daybreak.jobs.warehouse.TableSchema;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The keys that the rows of a group of files refer to, each once a column, with the first day on which a row does. A key
 * known from that day on is known to all of them, so no more need be told to find those that refer to nothing.
 */
final class References {

    /** One row a key, column and group: as an orphan, which is such a key that no row has. Needed while the run lasts. */
    static final TableSchema TABLE = new TableSchema(".references", EntityTables.ORPHAN.fields());

    /**
     * A column that refers to the key of an entity.
     *
     * @param entity whose column it is
     * @param name of the column
     * @param referred the entity whose key it holds
     */
    record Column(String entity, String name, String referred) {}

    /** Those of one column. */
    static final class Keys {

        private final Map<String, Integer> firstDays = new HashMap<>();

        /**
         * Notes a key.
         *
         * @param day on which the row arrived, in days since 1970-01-01
         */
        void add(String key, Integer day) {
            Integer first = firstDays.putIfAbsent(key, day);
            if (first != null && day < first) {
                firstDays.put(key, day);
            }
        }
    }

    private final Map<Column, Keys> columns = new LinkedHashMap<>();

    Keys keys(Column column) {
        return columns.computeIfAbsent(column, any -> new Keys());
    }

    void write(TaskOutput.Table table) throws IOException {
        for (Map.Entry<Column, Keys> column : columns.entrySet()) {
            Column of = column.getKey();
            for (Map.Entry<String, Integer> key : column.getValue().firstDays.entrySet()) {
                table.write(of.entity(), of.name(), of.referred(), key.getKey(), key.getValue());
            }
        }
    }
}
