package daybreak.jobs.nightly;

import daybreak.jobs.oracle.MetricOracle;
import daybreak.jobs.oracle.OracleValue;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The figures of the independent computation, one by one, in nine decimals.
 *
 * @param figures by metric, kind of period, period, dimension, member and name of the figure
 * @param covered metric and dimension that the computation knows
 */
record IndependentFigures(Map<String, String> figures, Set<String> covered) {

    private static final String FIGURES = """
            SELECT metric, period_kind, period, dimension, member, f.name, f.figure
            FROM metric_value m CROSS JOIN LATERAL (
                SELECT 'numerator' AS name, CAST(m.numerator AS text) AS figure
                UNION ALL SELECT 'denominator', CAST(m.denominator AS text)
                UNION ALL SELECT 'not_yet_due', CAST(m.not_yet_due AS text)
                UNION ALL SELECT 'value', CAST(m.value AS text) WHERE m.metric <> 'lead_conversion_curve'
                UNION ALL SELECT s.key, s.value FROM jsonb_each_text(m.states) s
                UNION ALL
                SELECT CASE p ->> 'quantile' WHEN '0.5' THEN 'median' WHEN '0.9' THEN 'p90' END, p ->> 'seconds'
                FROM jsonb_array_elements(m.points) p
                WHERE p ->> 'quantile' IS NOT NULL AND p ->> 'seconds' IS NOT NULL
                UNION ALL
                SELECT k.name || '@' || (p ->> 'seconds'), p ->> k.name
                FROM jsonb_array_elements(m.points) p
                CROSS JOIN (VALUES ('survival'), ('at_risk'), ('events'), ('censored')) k (name)
                WHERE p ->> 'quantile' IS NULL
            ) f
            """;

    static IndependentFigures of(Path exports, LocalDate from, LocalDate to) throws IOException, SQLException {
        Map<String, String> figures = new TreeMap<>();
        Set<String> covered = new TreeSet<>();
        for (OracleValue value : MetricOracle.compute(exports, from, to, NightWorld.ZONE)) {
            String cell = String.join(
                    "|", value.metric(), value.periodKind(), value.period(), value.dimension(), value.member());
            covered.add(value.metric() + "|" + value.dimension());
            figures.put(cell + "|numerator", shown(value.numerator()));
            figures.put(cell + "|denominator", shown(value.denominator()));
            figures.put(cell + "|not_yet_due", shown((double) value.notYetDue()));
            // The figure of a curve is the curve: its steps are compared.
            if (!value.metric().equals("lead_conversion_curve")) {
                figures.put(cell + "|value", shown(value.value()));
            }
            value.more().forEach((name, figure) -> figures.put(cell + "|" + atSeconds(name), shown(figure)));
        }
        return new IndependentFigures(figures, covered);
    }

    /**
     * Each figure that is not there, or is another; and each metric that only the product knows. Beyond the figures here
     * the product may split by further dimensions, and show cells in which nothing happened.
     */
    List<String> differencesFrom(NightWorld world) throws SQLException {
        Map<String, String> actual = new TreeMap<>();
        Set<String> unknown = new TreeSet<>();
        for (String line : world.query(FIGURES)) {
            String[] cells = line.split("\\|", -1);
            actual.put(
                    String.join("|", List.of(cells).subList(0, 5)) + "|" + atSeconds(cells[5]), shown(cell(cells[6])));
            Double figure = cell(cells[6]);
            if (!covered.contains(cells[0] + "|") && figure != null && figure != 0) {
                unknown.add(cells[0]);
            }
        }
        List<String> differences = new ArrayList<>();
        unknown.forEach(metric -> differences.add(metric + ": not a metric that is computed independently"));
        figures.forEach((figure, value) -> {
            if (!value.equals(actual.get(figure))) {
                differences.add(figure + ": expected " + value + ", found " + actual.get(figure));
            }
        });
        actual.forEach((figure, value) -> {
            String[] parts = figure.split("\\|", -1);
            boolean nothing = value.equals("none") || Double.parseDouble(value) == 0;
            if (!figures.containsKey(figure) && covered.contains(parts[0] + "|" + parts[3]) && !nothing) {
                differences.add(figure + ": not expected, found " + value);
            }
        });
        return differences;
    }

    private static @Nullable Double cell(String text) {
        return text.equals("null") ? null : Double.valueOf(text);
    }

    /** The name of a step with its seconds in one form: both engines write them in their own. */
    private static String atSeconds(String name) {
        int at = name.indexOf('@');
        return at < 0
                ? name
                : String.format(Locale.ROOT, "%s@%.6f", name.substring(0, at), Double.valueOf(name.substring(at + 1)));
    }

    private static String shown(@Nullable Double value) {
        return value == null ? "none" : String.format(Locale.ROOT, "%.9f", value);
    }
}
