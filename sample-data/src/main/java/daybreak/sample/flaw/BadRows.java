package daybreak.sample.flaw;

import daybreak.sample.delivery.Delivery;
import daybreak.sample.delivery.Entry;
import daybreak.schemas.export.Bounds;
import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.ExportContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Every bad row that an entity's contract calls for, column by column: which cell is wrong and which reason it earns. */
final class BadRows {

    private static final List<String> NUMBERS = List.of("12万", "1,200,000", "¥500", "1.2e6", "３００", "50%");
    private static final List<String> BOOLEANS = List.of("也许", "2", "t", "真");
    private static final List<String> DATES =
            List.of("2026-02-30", "2026/11/09", "20261109", "2026-13-01", "09.11.2026");
    private static final List<String> TIMES = List.of(
            "2026-02-30 10:00:00",
            "2026-11-09 25:00",
            "2026-11-09T10:00:00+25:00",
            "2026-11-09 10:00:61",
            "10:30",
            "2026-11-09T10:00:00 Mars/Base",
            "昨天下午");
    private static final Set<String> COUNTS = Set.of(
            "rooms", "floors_total", "points", "horizon_days", "dwell_seconds", "max_commute_minutes", "rooms_min");

    private final ExportContract contract;
    private final List<BadRow> rows = new ArrayList<>();

    private BadRows(ExportContract contract) {
        this.contract = contract;
    }

    static List<BadRow> of(ExportContract contract) {
        BadRows bad = new BadRows(contract);
        // First, for only some files can take it.
        bad.addBytes();
        contract.columns().forEach(bad::addBlank);
        contract.columns().forEach(bad::addUnparsed);
        contract.columns().forEach(bad::addOutside);
        bad.addWrongWidth();
        bad.addQuotes();
        return List.copyOf(bad.rows);
    }

    private void addBlank(Column column) {
        String name = column.name();
        if (contract.key().contains(name)) {
            cell(Reason.KEY_BLANK, name, "", "key blank");
        } else if (name.equals(contract.ownTime())) {
            cell(Reason.OWN_TIME_BLANK, name, "  ", "own time blank, but for spaces");
        } else if (!column.mayBeBlank()) {
            cell(Reason.SUBJECT_BLANK, name, "", "id of the subject blank");
        }
    }

    private void addUnparsed(Column column) {
        String name = column.name();
        switch (column.type()) {
            case MONEY, DECIMAL -> cell(Reason.NOT_A_NUMBER, name, turn(NUMBERS, name));
            case INTEGER -> cell(Reason.NOT_A_WHOLE_NUMBER, name, "3.5");
            case BOOLEAN -> cell(Reason.NOT_A_BOOLEAN, name, turn(BOOLEANS, name));
            case DATE -> cell(Reason.NOT_A_DATE, name, turn(DATES, name));
            case TIME -> cell(Reason.NOT_A_TIME, name, turn(TIMES, name));
            case LIST_OF_SECONDS -> {
                cell(Reason.NOT_A_LIST_OF_SECONDS, name, "客厅=很久");
                cell(Reason.NEGATIVE, name, "客厅=-40");
            }
            case ENUMERATION -> {
                cell(Reason.NOT_IN_ENUMERATION, name, "别的");
                String upper = column.values().get(0).name().toUpperCase(Locale.ROOT);
                if (!upper.equals(column.values().get(0).name())) {
                    cell(Reason.NOT_IN_ENUMERATION, name, upper);
                }
            }
            default -> {}
        }
    }

    private void addOutside(Column column) {
        Bounds bounds = column.bounds();
        if (bounds == null) {
            return;
        }
        Double maximum = bounds.maximum();
        if (maximum != null) {
            cell(Reason.OUT_OF_RANGE, column.name(), String.valueOf(maximum.longValue() + 1));
        } else if (column.type() == ColumnType.MONEY
                || COUNTS.contains(column.name())
                || column.name().contains("area")) {
            cell(Reason.NEGATIVE, column.name(), "-1");
        }
    }

    private void addWrongWidth() {
        rows.add(BadRow.anywhere((delivery, good, badKey) -> {
            List<String> cells = BadRow.cells(delivery, good, badKey);
            cells.remove(cells.size() - 1);
            return Entry.flawed(null, cells, Flaw.refusedWhole(Reason.CELL_COUNT, "one cell fewer than the header"));
        }));
        rows.add(BadRow.anywhere((delivery, good, badKey) -> {
            List<String> cells = BadRow.cells(delivery, good, badKey);
            cells.add("多余");
            return Entry.flawed(null, cells, Flaw.refusedWhole(Reason.CELL_COUNT, "one cell more than the header"));
        }));
    }

    private void addQuotes() {
        rows.add(BadRow.anywhere((delivery, good, badKey) -> {
            String line = line(delivery, BadRow.cells(delivery, good, badKey));
            return raw("\"" + badKey + "\"x," + line, Reason.MALFORMED_QUOTES, "text after a closing quote");
        }));
        BadRow.Maker open = (delivery, good, badKey) -> raw(
                "\"" + badKey + ","
                        + line(delivery, BadRow.cells(delivery, good, badKey)).replace("\"", ""),
                Reason.MALFORMED_QUOTES,
                "a quote that is never closed, in the last record");
        rows.add(new BadRow(open, true, false));
    }

    /** In a file with a byte order mark, which leaves no doubt that it means to be UTF-8. */
    private void addBytes() {
        for (Column column : contract.columns()) {
            if (column.type() == ColumnType.TEXT && column.mayBeBlank() && column.references() == null) {
                BadRow.Maker maker = (delivery, good, badKey) -> {
                    List<String> cells = BadRow.cells(delivery, good, badKey);
                    cells.set(delivery.place(column.name()), "乱\u0000码");
                    byte[] bytes = line(delivery, cells).getBytes(StandardCharsets.UTF_8);
                    for (int i = 0; i < bytes.length; i++) {
                        bytes[i] = bytes[i] == 0 ? (byte) 0xFF : bytes[i];
                    }
                    return Entry.raw(
                            bytes, Flaw.refused(Reason.MALFORMED_TEXT, column.name(), "a byte that is no UTF-8"));
                };
                rows.add(new BadRow(maker, false, true));
                return;
            }
        }
    }

    private void cell(Reason reason, String column, String cell) {
        cell(reason, column, cell, "the cell holds " + cell);
    }

    private void cell(Reason reason, String column, String cell, String what) {
        rows.add(BadRow.cell(Flaw.refused(reason, column, what), column, cell));
    }

    private static Entry raw(String line, Reason reason, String what) {
        return Entry.raw(line.getBytes(StandardCharsets.UTF_8), Flaw.refusedWhole(reason, what));
    }

    private static String line(Delivery delivery, List<String> cells) {
        List<String> single =
                cells.stream().map(cell -> cell.replace("\n", " ")).toList();
        return new String(Entry.bytes(delivery.padded(single)), StandardCharsets.UTF_8);
    }

    /** Not all columns of a type get the same nonsense. */
    private static String turn(List<String> nonsense, String column) {
        return nonsense.get(Math.floorMod(column.hashCode(), nonsense.size()));
    }
}
