package daybreak.jobs.cli;

import daybreak.schemas.metric.Metric;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a metric are written.
 *
 * @param metric its definition; null where this version of the program has none any more
 */
record MetricFigure(@Nullable Metric metric) {

    /** Unit of the exported, unrounded value: share (0–1), seconds, or the unit the metric is printed in. */
    @Nullable
    String unit() {
        if (metric == null) {
            return null;
        }
        return switch (metric.kind()) {
            case SHARE, CURVE -> "share";
            case DURATION -> "seconds";
            case RATE, COUNT -> metric.unit().en();
        };
    }

    /** For people: shares in per cent, times in the metric's unit, rounded half up. */
    String text(double value) {
        if (metric == null) {
            return rounded(value, 4);
        }
        return switch (metric.kind()) {
            case SHARE, CURVE -> rounded(value * 100, 1) + "%";
            case RATE -> rounded(value, 2);
            case COUNT -> rounded(value, 0);
            case DURATION -> duration(value, metric.unit().en());
        };
    }

    private static String duration(double seconds, String unit) {
        return switch (unit) {
            case "days" -> rounded(seconds / 86_400, 1) + " d";
            case "hours" -> rounded(seconds / 3_600, 1) + " h";
            default -> rounded(seconds / 60, 1) + " min";
        };
    }

    private static String rounded(double value, int decimals) {
        BigDecimal rounded = new BigDecimal(Double.toString(value)).setScale(decimals, RoundingMode.HALF_UP);
        return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
    }
}
