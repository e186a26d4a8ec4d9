package daybreak.jobs.ingest;

import daybreak.jobs.tabular.CellFault;
import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.Reference;
import daybreak.schemas.source.CellForm;
import daybreak.schemas.source.CellSource;
import daybreak.schemas.source.ColumnNotation;
import daybreak.schemas.source.Feed;
import daybreak.schemas.source.Notation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Turns the records of one file into the typed rows of one entity. */
final class FeedReader {

    /** Where the cells of a contract column are; index −1: they are the constant. */
    private record Place(
            int index, String constant, Map<Integer, List<String>> when, Translation translation, CellReader reader) {}

    /** Cells that say when and where a row arrived: day, number of the file, line. */
    private static final int ARRIVAL = 3;

    /** Of a spreadsheet's cell that begins with one of these, an apostrophe keeps it from running it. */
    private static final String RUN = "=+-@";

    private final ExportContract contract;
    private final Notation notation;
    private final boolean hasApostrophes;
    private final @Nullable Place[] places;
    private final Map<Integer, List<String>> where;
    private final int ownTime;
    private final int[] key;
    private final Map<Integer, References.Column> references = new LinkedHashMap<>();
    private final int[] open;
    private final int[] personal;
    private final boolean[] isPersonal;
    private final Set<Integer> used = new TreeSet<>();
    private final Set<Oddity> unlisted = new LinkedHashSet<>();
    private final @Nullable Object[] values;
    private final @Nullable Double[] coarse;

    /**
     * Finds the columns in the header.
     *
     * @throws IngestException if a header that the mapping names is not there, or two columns claim to be the same
     */
    FeedReader(
            ExportContract contract, Feed feed, List<String> header, String file, TimeForms times, Notation notation) {
        this.contract = contract;
        this.notation = notation;
        this.hasApostrophes = notation.allows(CellForm.APOSTROPHE);
        List<Column> columns = contract.columns();
        this.places = new @Nullable Place[columns.size()];
        this.values = new @Nullable Object[columns.size()];
        this.coarse = new @Nullable Double[columns.size()];
        Map<String, Integer> byHeader = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            byHeader.putIfAbsent(header.get(i).strip(), i);
        }
        this.where = condition(feed.where(), byHeader, file);
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            CellSource mapped = feed.columns().get(column.name());
            places[i] =
                    mapped == null ? own(column, header, file, times) : mapped(column, mapped, byHeader, file, times);
        }
        used.addAll(where.keySet());
        this.ownTime = contract.ownTime() == null ? -1 : position(contract.ownTime());
        this.key = contract.key().stream().mapToInt(this::position).toArray();
        this.isPersonal = new boolean[columns.size()];
        List<Integer> seen = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            isPersonal[i] = column.pii().isPersonal();
            if (!isPersonal[i] || column.coarse() != null) {
                seen.add(i);
            }
            if (isPersonal[i]) {
                kept.add(i);
            }
            Reference reference = column.references();
            if (reference != null) {
                references.put(i, new References.Column(contract.entity(), column.name(), reference.entity()));
            }
        }
        this.open = seen.stream().mapToInt(Integer::intValue).toArray();
        this.personal = kept.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The headers by which a file of the feed is known: those that the mapping names, and the contract's own. */
    static Set<String> knownHeaders(ExportContract contract, Feed feed) {
        Set<String> known = new HashSet<>(feed.headers());
        contract.columns().forEach(column -> {
            known.add(column.name());
            String zh = column.zh();
            if (zh != null) {
                known.add(zh);
            }
        });
        return known;
    }

    private Place mapped(
            Column column, CellSource source, Map<String, Integer> byHeader, String file, TimeForms times) {
        String constant = source.constant();
        int index = constant == null ? index(source.from(), byHeader, file) : -1;
        Map<Integer, List<String>> when = condition(source.when(), byHeader, file);
        used.addAll(when.keySet());
        used.add(index);
        CellReader reader = new CellReader(column, times, notation, source.notation());
        return new Place(index, constant == null ? "" : constant, when, Translation.of(source, reader), reader);
    }

    private @Nullable Place own(Column column, List<String> header, String file, TimeForms times) {
        int index = -1;
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i).strip();
            if (name.equals(column.name()) || name.equals(column.zh())) {
                if (index >= 0) {
                    throw new IngestException(file + " has two columns for " + column.name() + ": "
                            + header.get(index).strip() + " and " + name
                            + "; which of them counts is not for us to guess.");
                }
                index = i;
            }
        }
        if (index < 0) {
            return null;
        }
        used.add(index);
        return new Place(
                index,
                "",
                Map.of(),
                Translation.NONE,
                new CellReader(column, times, notation, ColumnNotation.BY_CONTRACT));
    }

    ExportContract contract() {
        return contract;
    }

    /** Positions in the header that this feed reads. */
    Set<Integer> used() {
        return used;
    }

    /** What the contract calls the column at that position of the header; of a column it does not read, the header. */
    String nameAt(int position, List<String> header) {
        for (int i = 0; i < places.length; i++) {
            Place place = places[i];
            if (place != null && place.index() == position) {
                return contract.columns().get(i).name();
            }
        }
        return header.get(position).strip();
    }

    /** Columns of the contract that the file has, in its order. */
    List<String> columnsThere() {
        List<String> there = new ArrayList<>();
        for (int i = 0; i < places.length; i++) {
            if (places[i] != null) {
                there.add(contract.columns().get(i).name());
            }
        }
        return there;
    }

    /** Of the row just read, items of lists that are none of those named. */
    Set<Oddity> unlisted() {
        return unlisted;
    }

    /** Whether the record is a row of the entity. */
    boolean takes(List<String> cells) {
        return meets(where, cells);
    }

    /** Reads a record whose cells have no fault; null: it is good and its values stand ready. */
    @Nullable
    Refusal read(List<String> cells) {
        return read(cells, Map.of());
    }

    /** Reads a record; null: it is good and its values stand ready. */
    @Nullable
    Refusal read(List<String> cells, Map<Integer, CellFault> faults) {
        List<Column> columns = contract.columns();
        unlisted.clear();
        for (int i = 0; i < places.length; i++) {
            Column column = columns.get(i);
            Place place = places[i];
            values[i] = null;
            coarse[i] = null;
            CellFault fault = place == null ? null : faults.get(place.index());
            if (fault != null && concerns(fault, column)) {
                return Refusal.of(fault, column.name());
            }
            String cell = place == null ? "" : cell(place, cells);
            if (cell.isEmpty()) {
                if (!column.mayBeBlank()) {
                    return blank(column);
                }
                continue;
            }
            if (place == null) {
                continue;
            }
            Object value = place.reader().read(cell, unlisted);
            if (value instanceof Refusal refusal) {
                return refusal;
            }
            values[i] = value;
            if (column.coarse() != null) {
                coarse[i] = place.reader().coarse(value);
            }
        }
        return null;
    }

    /** Columns that refer to the key of an entity, by their place among the values. */
    Map<Integer, References.Column> references() {
        return references;
    }

    /** Of the row just read, one a contract column. */
    @Nullable
    Object[] values() {
        return values;
    }

    /** The key of the row just read as one text; its parts are separated by U+001F. */
    String key() {
        if (key.length == 1) {
            return String.valueOf(values[key[0]]);
        }
        List<String> parts = new ArrayList<>();
        for (int position : key) {
            parts.add(String.valueOf(values[position]));
        }
        return String.join("\u001f", parts);
    }

    /** Whether the own time of the row just read lies on a day before that one. */
    boolean isBefore(int day, TimeForms times) {
        if (ownTime < 0) {
            return false;
        }
        Object value = values[ownTime];
        return value instanceof Long micros ? times.dayOf(micros) < day : value instanceof Integer date && date < day;
    }

    /** What analysis sees of the row just read, with its arrival. */
    @Nullable
    Object[] openRow(Object day, Object fileNo, Object line) {
        @Nullable Object[] row = arrived(open.length, day, fileNo, line);
        for (int i = 0; i < open.length; i++) {
            row[i] = isPersonal[open[i]] ? coarse[open[i]] : values[open[i]];
        }
        return row;
    }

    /** What the vault keeps of the row just read, with its arrival. */
    @Nullable
    Object[] vaultRow(Object day, Object fileNo, Object line) {
        @Nullable Object[] row = arrived(key.length + personal.length, day, fileNo, line);
        for (int i = 0; i < key.length; i++) {
            row[i] = values[key[i]];
        }
        for (int i = 0; i < personal.length; i++) {
            row[key.length + i] = values[personal[i]];
        }
        return row;
    }

    private static @Nullable Object[] arrived(int cells, Object day, Object fileNo, Object line) {
        @Nullable Object[] row = new @Nullable Object[cells + ARRIVAL];
        row[cells] = day;
        row[cells + 1] = fileNo;
        row[cells + 2] = line;
        return row;
    }

    private String cell(Place place, List<String> cells) {
        if (!place.when().isEmpty() && !meets(place.when(), cells)) {
            return "";
        }
        if (place.index() < 0) {
            return place.constant();
        }
        String cell = cells.get(place.index()).strip();
        if (hasApostrophes && cell.length() > 1 && cell.charAt(0) == '\'' && RUN.indexOf(cell.charAt(1)) >= 0) {
            cell = cell.substring(1);
        }
        if (notation.blankWords().contains(cell)) {
            return "";
        }
        if (place.translation().isNone()) {
            return cell;
        }
        String translated = place.translation().of(cell);
        if (translated != null) {
            return translated;
        }
        String simple = place.reader().simple(cell);
        translated = simple.equals(cell) ? null : place.translation().of(simple);
        return translated == null ? cell : translated;
    }

    /** Whether such a cell may not be taken as a value of the column. Of an amount, the first 15 digits are enough. */
    private static boolean concerns(CellFault fault, Column column) {
        return fault != CellFault.ROUNDED || column.type() == ColumnType.TEXT || column.type() == ColumnType.LIST;
    }

    private Refusal blank(Column column) {
        if (contract.key().contains(column.name())) {
            return new Refusal(column.name(), RefusalCode.KEY_BLANK, "the key of the row");
        }
        if (column.name().equals(contract.ownTime())) {
            return new Refusal(column.name(), RefusalCode.OWN_TIME_BLANK, "a time such as 2026-01-31 09:30:00");
        }
        return new Refusal(column.name(), RefusalCode.SUBJECT_BLANK, "an id");
    }

    private int position(String name) {
        return contract.columns().indexOf(contract.column(name));
    }

    private static boolean meets(Map<Integer, List<String>> condition, List<String> cells) {
        for (Map.Entry<Integer, List<String>> accepted : condition.entrySet()) {
            if (!accepted.getValue().contains(cells.get(accepted.getKey()).strip())) {
                return false;
            }
        }
        return true;
    }

    private Map<Integer, List<String>> condition(
            Map<String, List<String>> named, Map<String, Integer> byHeader, String file) {
        Map<Integer, List<String>> condition = new HashMap<>();
        named.forEach((header, accepted) -> condition.put(index(List.of(header), byHeader, file), accepted));
        return condition;
    }

    /** Where the one of these headers is that the file has. */
    private int index(List<String> headers, Map<String, Integer> byHeader, String file) {
        List<String> there = headers.stream().filter(byHeader::containsKey).toList();
        if (there.isEmpty()) {
            throw new IngestException(file + " has no column " + String.join(" or ", headers)
                    + ", from which the mapping takes " + contract.entity() + "; its columns are "
                    + String.join(", ", byHeader.keySet()) + ".");
        }
        if (there.size() > 1) {
            throw new IngestException(file + " has the columns " + String.join(" and ", there)
                    + ", of which the mapping expects one for " + contract.entity() + ".");
        }
        return byHeader.getOrDefault(there.get(0), -1);
    }
}
