package daybreak.jobs.ingest;

import daybreak.schemas.export.Column;
import daybreak.schemas.source.CellForm;
import daybreak.schemas.source.ColumnNotation;
import daybreak.schemas.source.Notation;
import daybreak.schemas.source.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as a mapping allows a column's cells to write them, in the contract's unit. */
final class NumberForms {

    private static final Pattern GROUPED = Pattern.compile("-?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?");

    private final @Nullable Unit unit;
    private final boolean mayBeGrouped;
    private final boolean mayBeChinese;
    /** Those that a cell may name. */
    private final List<Unit> named;

    NumberForms(Column column, Notation notation, ColumnNotation own) {
        this.unit = own.unit();
        this.mayBeGrouped = notation.allows(CellForm.GROUPED);
        this.mayBeChinese = own.chineseNumerals();
        this.named = notation.allows(CellForm.WITH_UNIT) ? Unit.of(column) : List.of();
    }

    /** The number; null: the cell is none of an allowed form. */
    @Nullable
    BigDecimal read(String cell) {
        BigDecimal number = withoutUnit(cell);
        if (number != null) {
            return in(unit, number);
        }
        boolean isYuan = named.contains(Unit.YUAN) && (cell.startsWith("¥") || cell.startsWith("￥"));
        String rest = isYuan ? cell.substring(1).strip() : cell;
        Unit ending = null;
        int length = 0;
        for (Unit candidate : named) {
            for (String spelling : candidate.spellings()) {
                if (spelling.length() > length && rest.endsWith(spelling)) {
                    ending = candidate;
                    length = spelling.length();
                }
            }
        }
        if (ending == null && !isYuan) {
            return null;
        }
        number = withoutUnit(rest.substring(0, rest.length() - length).strip());
        return number == null ? null : in(ending == null ? Unit.YUAN : ending, number);
    }

    private @Nullable BigDecimal withoutUnit(String text) {
        if (isPlain(text)) {
            return new BigDecimal(text);
        }
        if (mayBeGrouped && GROUPED.matcher(text).matches()) {
            return new BigDecimal(text.replace(",", ""));
        }
        return mayBeChinese ? ChineseNumerals.read(text) : null;
    }

    private static BigDecimal in(@Nullable Unit unit, BigDecimal number) {
        return unit == null ? number : unit.toContract(number);
    }

    /** Whether it is of the contract's form {@code -?[0-9]+(\.[0-9]+)?}; without a pattern, for it is asked of every number. */
    static boolean isPlain(String cell) {
        int start = cell.startsWith("-") ? 1 : 0;
        int point = cell.indexOf('.');
        int whole = point < 0 ? cell.length() : point;
        return areDigits(cell, start, whole) && (point < 0 || areDigits(cell, point + 1, cell.length()));
    }

    private static boolean areDigits(String cell, int from, int to) {
        for (int i = from; i < to; i++) {
            if (cell.charAt(i) < '0' || cell.charAt(i) > '9') {
                return false;
            }
        }
        return from < to;
    }
}
