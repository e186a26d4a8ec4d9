package daybreak.jobs.inspect;

import daybreak.schemas.export.Column;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.source.CellSource;
import daybreak.schemas.source.ColumnNotation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one export knows of the headers of a file.
 *
 * @param found by contract column, in its order
 */
record Recognition(ExportContract contract, Map<String, Found> found) {

    /**
     * A header that stands for a contract column.
     *
     * @param isOwn whether the contract finds it without a mapping
     * @param alias what a known source makes of a column headed so; null: the header is the contract's, or nearly
     */
    record Found(String header, boolean isOwn, @Nullable CellSource alias) {

        /** Whether the known source reads it in a way of its own, which need not be this file's. */
        boolean isSpecial() {
            return alias != null
                    && (!alias.notation().equals(ColumnNotation.BY_CONTRACT)
                            || alias.match() != null
                            || !alias.when().isEmpty());
        }
    }

    /**
     * Looks for the columns of the contract.
     *
     * @param aliases of the contract's columns, from known sources
     */
    static Recognition of(ExportContract contract, Map<String, List<CellSource>> aliases, List<String> headers) {
        Map<String, Found> found = new LinkedHashMap<>();
        Set<String> own = new HashSet<>();
        for (Column column : contract.columns()) {
            for (String header : headers) {
                boolean exact = header.equals(column.name()) || header.equals(column.zh());
                if (exact || isNearly(header, column)) {
                    Found before = found.get(column.name());
                    // Of two headers of one column the mapping has to say which counts.
                    found.put(
                            column.name(),
                            before == null ? new Found(header, exact, null) : new Found(before.header(), false, null));
                    own.add(header);
                }
            }
        }
        for (Column column : contract.columns()) {
            if (found.containsKey(column.name())) {
                continue;
            }
            for (CellSource alias : aliases.getOrDefault(column.name(), List.of())) {
                alias.from().stream()
                        .filter(header -> headers.contains(header) && !own.contains(header))
                        .findFirst()
                        .ifPresent(header -> found.putIfAbsent(column.name(), new Found(header, false, alias)));
            }
        }
        return new Recognition(contract, found);
    }

    private static boolean isNearly(String header, Column column) {
        String plain = header.replace("*", "").strip();
        return plain.equals(column.zh())
                || plain.toLowerCase(Locale.ROOT).replaceAll("[ -]+", "_").equals(column.name());
    }

    /** How many headers of the file it knows. */
    int score() {
        return (int) found.values().stream().map(Found::header).distinct().count();
    }

    boolean hasKey() {
        return found.keySet().containsAll(contract.key());
    }

    /** Whether that is enough to propose it: two headers, and with them the key or half of the file. */
    boolean fits(int headers) {
        return score() >= 2 && (hasKey() || score() * 2 >= headers);
    }

    /** The contract column for which the header stands; null: none. Of several the first. */
    @Nullable
    Column columnOf(String header) {
        return found.entrySet().stream()
                .filter(entry -> entry.getValue().header().equals(header))
                .map(entry -> contract.column(entry.getKey()))
                .findFirst()
                .orElse(null);
    }
}
