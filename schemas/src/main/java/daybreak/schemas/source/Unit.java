package daybreak.schemas.source;

import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;

/** The units in which sources give numbers, each with what it is in the contract's unit. */
public enum Unit {
    YUAN("yuan", 1, 1, 0, "元"),
    TEN_THOUSAND_YUAN("yuan", 10_000, 1, 0, "万元", "万", "萬元", "萬"),
    FEN("yuan", 1, 100, 0, "分"),
    SQUARE_METRE("m²", 1, 1, 0, "m²", "㎡", "m2", "平方米", "平方公尺", "平米", "平"),
    /** A Japanese and Taiwanese measure of floors: a square of 20/11 m. */
    PING("m²", 400, 121, 0, "坪"),
    METRE("metres", 1, 1, 0, "米", "m", "公尺"),
    KILOMETRE("metres", 1_000, 1, 0, "公里", "km", "千米"),
    SECOND("seconds", 1, 1, 0, "秒"),
    MINUTE("seconds", 60, 1, 0, "分钟"),
    /** Years of the Republic of China: year 1 is 1912. */
    MINGUO_YEAR("calendar year", 1, 1, 1_911, "民国年", "民國年");

    private final String contractUnit;
    private final BigDecimal numerator;
    private final BigDecimal denominator;
    private final BigDecimal offset;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of, whose type does not say that it is immutable
    private final List<String> spellings;

    Unit(String contractUnit, int numerator, int denominator, int offset, String... spellings) {
        this.contractUnit = contractUnit;
        this.numerator = BigDecimal.valueOf(numerator);
        this.denominator = BigDecimal.valueOf(denominator);
        this.offset = BigDecimal.valueOf(offset);
        this.spellings = List.of(spellings);
    }

    /** Those in which the cells of a column can be given; empty: it is a number without unit, or none. */
    public static List<Unit> of(Column column) {
        String unit = column.type() == ColumnType.MONEY ? YUAN.contractUnit : column.unit();
        return Arrays.stream(values())
                .filter(known -> known.contractUnit.equals(unit))
                .toList();
    }

    /** As cells and mappings write it; the first is the usual one. */
    public List<String> spellings() {
        return spellings;
    }

    /** A number of this unit in the contract's, to 34 digits where the quotient has no end. */
    public BigDecimal toContract(BigDecimal number) {
        return number.multiply(numerator)
                .divide(denominator, MathContext.DECIMAL128)
                .add(offset);
    }
}
