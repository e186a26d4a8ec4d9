package daybreak.reports.mart;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A point of a control chart: a whole, mature ISO week, or on a chart of days between events an event.
 *
 * @param kind p, u, p_laney, u_laney or t
 * @param phase from 1; a recorded SOP change starts the next
 * @param sopChange the change that began the phase, null in the first
 * @param value in the metric's unit, as are centre, lower and upper
 * @param provisional whether the phase has too few points for final limits
 * @param rules completed at this point: beyond_3_sigma, run_of_8, trend_of_6, two_of_three
 * @param eventOn of a chart of days between events the day of the later one; null: a week
 */
public record ControlPoint(
        String chart,
        String period,
        LocalDate periodFrom,
        String kind,
        int phase,
        @Nullable String sopChange,
        double events,
        double exposure,
        double value,
        double centre,
        double lower,
        double upper,
        boolean provisional,
        List<String> rules,
        Verdict verdict,
        @Nullable LocalDate eventOn) {

    public ControlPoint {
        rules = List.copyOf(rules);
    }
}
