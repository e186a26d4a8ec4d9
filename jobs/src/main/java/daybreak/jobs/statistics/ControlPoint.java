package daybreak.jobs.statistics;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A judged point of a control chart.
 *
 * @param kind how its limits were drawn
 * @param phase the phase that it belongs to
 * @param events successes, or events; 1 on a days-between chart
 * @param exposure subjects, or exposure; the days on a days-between chart
 * @param value events ÷ exposure; days on a days-between chart
 * @param centre of the phase, in the unit of {@code value}
 * @param lower lower limit, not below 0
 * @param upper upper limit, of a proportion not above 1
 * @param sigmaZ Laney's σ_z of the phase; null where it cannot be computed and on days-between charts
 * @param provisional whether the phase is still too short for scaled limits
 * @param rules completed at this point
 */
public record ControlPoint(
        Kind kind,
        int phase,
        double events,
        double exposure,
        double value,
        double centre,
        double lower,
        double upper,
        @Nullable Double sigmaZ,
        boolean provisional,
        List<ControlRule> rules)
        implements Serializable {

    /** How limits are drawn; the names are those of the marts in upper case. */
    public enum Kind {
        /** Proportions, binomial limits. */
        P,
        /** Counts per exposure, Poisson limits. */
        U,
        /** Proportions, limits scaled by σ_z. */
        P_LANEY,
        /** Counts per exposure, limits scaled by σ_z. */
        U_LANEY,
        /** Days between rare events. */
        T
    }

    public ControlPoint {
        rules = List.copyOf(rules);
    }

    /** Value, centre and limits multiplied by a factor, for example to a rate per 100. */
    public ControlPoint times(double factor) {
        return new ControlPoint(
                kind,
                phase,
                events,
                exposure,
                value * factor,
                centre * factor,
                lower * factor,
                upper * factor,
                sigmaZ,
                provisional,
                rules);
    }
}
