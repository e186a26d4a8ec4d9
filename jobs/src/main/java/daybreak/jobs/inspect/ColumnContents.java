package daybreak.jobs.inspect;

import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The cells of one column, seen once in the order of the file. They may be personal data. */
final class ColumnContents {

    static final int MOST_DISTINCT = 10_000;

    private static final Pattern TRUTH = Pattern.compile("(?i)true|false|yes|no|y|n|是|否");
    private static final Pattern ZERO_OR_ONE = Pattern.compile("[01]");
    /** Not one with a leading zero, which is a number of something. */
    private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9]\\d{0,14})");

    private static final Pattern DECIMAL = Pattern.compile("-?\\d+(?:\\.\\d+)?|-?\\.\\d+");
    private static final Pattern GROUPED = Pattern.compile("-?\\d{1,3}(?:,\\d{3})*(?:\\.\\d+)?");
    private static final Pattern AMOUNT = Pattern.compile("[¥￥]-?\\d+(?:\\.\\d+)?|-?\\d+(?:\\.\\d+)?(?:万元|万|元)");
    private static final Pattern AMOUNT_HEADER =
            Pattern.compile("(?i).*(?:价|價|金额|佣金|预算|费用|price|amount|budget|revenue|cost).*");
    private static final Pattern ITEMS = Pattern.compile("[^;；、|]{1,20}(?:[;；、|][^;；、|]{1,20})+[;；、|]?");
    private static final int MOST_VALUES = 50;
    private static final int LONGEST_VALUE = 40;
    /** An enumeration repeats its values at least so often on average. */
    private static final int REPETITIONS = 4;

    private final String header;
    private final Set<String> distinct = new LinkedHashSet<>();
    private final List<DateForm> forms = new ArrayList<>(DateForm.ALL);
    private long filled;
    private boolean isCut;
    private boolean isTruth = true;
    private boolean isZeroOrOne = true;
    private boolean isInteger = true;
    private boolean isDecimal = true;
    private boolean isGrouped = true;
    private boolean isAmount = true;
    private boolean isPersonal;
    private boolean isNumbered;
    private int longest;
    private long lists;

    ColumnContents(String header) {
        this.header = header;
    }

    void add(String raw) {
        String cell = raw.strip();
        if (cell.isEmpty()) {
            return;
        }
        filled++;
        if (distinct.size() < MOST_DISTINCT) {
            if (!distinct.add(cell)) {
                return;
            }
        } else if (!distinct.contains(cell)) {
            isCut = true;
        }
        forms.removeIf(form -> !form.fits(cell));
        isTruth &= TRUTH.matcher(cell).matches();
        isZeroOrOne &= ZERO_OR_ONE.matcher(cell).matches();
        isInteger &= INTEGER.matcher(cell).matches();
        isDecimal &= DECIMAL.matcher(cell).matches() && !(cell.length() > 1 && cell.matches("0\\d+"));
        isGrouped &= GROUPED.matcher(cell).matches();
        isAmount &= AMOUNT.matcher(cell).matches();
        isPersonal |= PersonalData.looksPersonal(cell);
        isNumbered |= PersonalData.looksNumbered(cell);
        longest = Math.max(longest, cell.length());
        if (ITEMS.matcher(cell).matches()) {
            lists++;
        }
    }

    String header() {
        return header;
    }

    long filled() {
        return filled;
    }

    /** Different cells in the order of the file, up to {@link #MOST_DISTINCT}. */
    Set<String> distinct() {
        return distinct;
    }

    boolean isCut() {
        return isCut;
    }

    /** Whether a cell looks like a name, a mail address, a mobile number or the number of an identity card. */
    boolean isPersonal() {
        return isPersonal;
    }

    /** Whether a cell may be the number of a telephone as well as any other. */
    boolean isNumbered() {
        return isNumbered;
    }

    /** Whether numbers have commas between groups of three digits. */
    boolean isOnlyGrouped() {
        return filled > 0 && isGrouped && !isDecimal;
    }

    /** Whether numbers have a unit beside them. */
    boolean isWithUnit() {
        return filled > 0 && isAmount;
    }

    /** The forms that all filled cells have; none if none is filled. */
    List<DateForm> dateForms() {
        return filled == 0 ? List.of() : List.copyOf(forms);
    }

    /** @param column what the export takes it for, which decides where the cells leave it open; null: nothing */
    CellType type(@Nullable Column column) {
        ColumnType meant = column == null ? null : column.type();
        if (filled == 0) {
            return CellType.BLANK;
        }
        if (isTruth || (isZeroOrOne && meant == ColumnType.BOOLEAN)) {
            return CellType.BOOLEAN;
        }
        if (meant == ColumnType.TEXT) {
            return repeats() ? CellType.ENUMERATION : CellType.TEXT;
        }
        if (!forms.isEmpty()) {
            return forms.get(0).hasTime() ? CellType.TIME : CellType.DATE;
        }
        if (isAmount || ((isDecimal || isGrouped) && isMoney(meant))) {
            return CellType.MONEY;
        }
        if (isDecimal || isGrouped) {
            return isInteger ? CellType.INTEGER : CellType.DECIMAL;
        }
        if (meant == ColumnType.LIST || lists * 2 > distinct.size()) {
            return CellType.LIST;
        }
        return meant == ColumnType.ENUMERATION || repeats() ? CellType.ENUMERATION : CellType.TEXT;
    }

    private boolean isMoney(@Nullable ColumnType meant) {
        return meant == ColumnType.MONEY
                || (meant == null && AMOUNT_HEADER.matcher(header).matches());
    }

    private boolean repeats() {
        return !isCut
                && distinct.size() <= MOST_VALUES
                && longest <= LONGEST_VALUE
                && filled >= (long) REPETITIONS * distinct.size();
    }
}
