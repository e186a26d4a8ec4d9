package daybreak.schemas.source;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How the cells of one column are written, beside the forms of the contract.
 *
 * @param unit of numbers that name none; null: the contract's
 * @param calendar of days and times; null: the contract's
 * @param chineseNumerals whether numbers may be written as 十五, and floors below ground as 地下一
 * @param itemSeparators of a list, each character one
 */
public record ColumnNotation(
        @Nullable Unit unit, @Nullable CalendarForm calendar, boolean chineseNumerals, String itemSeparators)
        implements Serializable {

    /** Nothing but the contract's. */
    public static final ColumnNotation BY_CONTRACT = new ColumnNotation(null, null, false, ";");
}
