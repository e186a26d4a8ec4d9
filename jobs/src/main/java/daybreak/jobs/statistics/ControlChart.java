package daybreak.jobs.statistics;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Shewhart charts of proportions (p), counts per exposure (u) and days between rare events (t).
 *
 * <p>Limits: W. A. Shewhart, 1931, as in D. C. Montgomery, Introduction to Statistical Quality Control; scaled for
 * over- and underdispersion by D. B. Laney, 2002, Improved control charts for attributes (p′, u′); days between events
 * to the power of 1/3.6 by L. S. Nelson, 1994, A control chart for parts-per-million nonconforming items. Rules: after
 * L. S. Nelson, 1984, The Shewhart control chart – tests for special causes, with the lengths of {@link ControlRules}.
 *
 * <p>Every phase stands alone: its centre is Σx/Σn over all its points, and neither runs nor trends reach across its
 * beginning. The rules use the same σ as the limits.
 */
public final class ControlChart {

    /** The mean moving range of two normal values is 1.128 standard deviations. */
    private static final double MOVING_RANGE = 1.128;

    private static final double NELSON = 1 / 3.6;

    /** Differences below this are rounding: two values or a value and the centre line are then equal. */
    private static final double EQUAL = 1e-12;

    private ControlChart() {}

    /**
     * What was counted in one period.
     *
     * @param events successes or events, 0 or more
     * @param exposure subjects or exposure, above 0
     * @param phase its phase; phases follow each other in rising order
     */
    public record Point(double events, double exposure, int phase) implements Serializable {

        public Point {
            Counts.requireCount(events);
            Counts.requireExposure(exposure);
        }
    }

    /**
     * The time from one event to the next.
     *
     * @param days 0 or more
     * @param phase the phase in which it ended
     */
    public record Gap(double days, int phase) implements Serializable {

        public Gap {
            Counts.requireCount(days);
        }
    }

    /** Whether events are too rare to be counted by period: fewer than one a point in the mean. */
    public static boolean isRare(List<Point> points) {
        return points.stream().mapToDouble(Point::events).sum() < points.size();
    }

    /**
     * The p-chart, or p′-chart, of proportions.
     *
     * @throws IllegalArgumentException where a point has more successes than subjects, or phases do not rise
     */
    public static List<ControlPoint> ofProportions(List<Point> points, ControlRules rules) {
        points.forEach(point -> Counts.requireProportion(point.events(), point.exposure()));
        return ofCounts(points, rules, ControlPoint.Kind.P, ControlPoint.Kind.P_LANEY, 1, share -> share * (1 - share));
    }

    /**
     * The u-chart, or u′-chart, of events per unit of exposure.
     *
     * @throws IllegalArgumentException where phases do not rise
     */
    public static List<ControlPoint> ofRates(List<Point> points, ControlRules rules) {
        return ofCounts(
                points,
                rules,
                ControlPoint.Kind.U,
                ControlPoint.Kind.U_LANEY,
                Double.POSITIVE_INFINITY,
                DoubleUnaryOperator.identity());
    }

    /**
     * The t-chart of days between events. Judged on days^(1/3.6), mean ± 3·MR̄/1.128; value, centre and limits are
     * given in days. Here a point above the upper limit is a time unusually free of events. A phase of one gap has no
     * moving range: its limits are its centre.
     *
     * @throws IllegalArgumentException where phases do not rise
     */
    public static List<ControlPoint> ofDaysBetween(List<Gap> gaps, ControlRules rules) {
        List<ControlPoint> judged = new ArrayList<>();
        for (int[] phase : phases(gaps.stream().mapToInt(Gap::phase).toArray())) {
            List<Gap> own = gaps.subList(phase[0], phase[1]);
            double[] values = own.stream()
                    .mapToDouble(gap -> Math.pow(gap.days(), NELSON))
                    .toArray();
            double centre = mean(values);
            double sigma = own.size() < 2 ? 0 : meanMovingRange(values) / MOVING_RANGE;
            double[] sigmas = new double[values.length];
            Arrays.fill(sigmas, sigma);
            List<List<ControlRule>> completed = judge(values, centre, sigmas, rules);
            for (int i = 0; i < own.size(); i++) {
                judged.add(new ControlPoint(
                        ControlPoint.Kind.T,
                        own.get(i).phase(),
                        1,
                        own.get(i).days(),
                        own.get(i).days(),
                        days(centre),
                        days(Math.max(0, centre - 3 * sigma)),
                        days(centre + 3 * sigma),
                        null,
                        own.size() < rules.laneyFrom(),
                        completed.get(i)));
            }
        }
        return judged;
    }

    private static double days(double transformed) {
        return Math.pow(transformed, 1 / NELSON);
    }

    private static List<ControlPoint> ofCounts(
            List<Point> points,
            ControlRules rules,
            ControlPoint.Kind plain,
            ControlPoint.Kind scaled,
            double largest,
            DoubleUnaryOperator variance) {
        List<ControlPoint> judged = new ArrayList<>();
        for (int[] phase : phases(points.stream().mapToInt(Point::phase).toArray())) {
            List<Point> own = points.subList(phase[0], phase[1]);
            double centre = own.stream().mapToDouble(Point::events).sum()
                    / own.stream().mapToDouble(Point::exposure).sum();
            double[] values = own.stream()
                    .mapToDouble(point -> point.events() / point.exposure())
                    .toArray();
            double[] sigmas = own.stream()
                    .mapToDouble(point -> Math.sqrt(variance.applyAsDouble(centre) / point.exposure()))
                    .toArray();
            Double sigmaZ = sigmaZ(values, centre, sigmas);
            boolean provisional = own.size() < rules.laneyFrom();
            boolean laney = false;
            if (!provisional
                    && sigmaZ != null
                    && (sigmaZ > rules.overdispersedAbove() || sigmaZ < rules.underdispersedBelow())) {
                laney = true;
                double scale = sigmaZ;
                sigmas = Arrays.stream(sigmas).map(sigma -> sigma * scale).toArray();
            }
            List<List<ControlRule>> completed = judge(values, centre, sigmas, rules);
            for (int i = 0; i < own.size(); i++) {
                judged.add(new ControlPoint(
                        laney ? scaled : plain,
                        own.get(i).phase(),
                        own.get(i).events(),
                        own.get(i).exposure(),
                        values[i],
                        centre,
                        Math.max(0, centre - 3 * sigmas[i]),
                        Math.min(largest, centre + 3 * sigmas[i]),
                        sigmaZ,
                        provisional,
                        completed.get(i)));
            }
        }
        return judged;
    }

    /** Begin (included) and end (excluded) of each phase. */
    private static List<int[]> phases(int[] phaseOf) {
        List<int[]> phases = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= phaseOf.length; i++) {
            if (i < phaseOf.length && phaseOf[i] < phaseOf[i - 1]) {
                throw new IllegalArgumentException("Phases follow each other in rising order, but " + phaseOf[i]
                        + " comes after " + phaseOf[i - 1] + ".");
            }
            if (i == phaseOf.length || phaseOf[i] != phaseOf[i - 1]) {
                phases.add(new int[] {begin, i});
                begin = i;
            }
        }
        return phases;
    }

    /** Null where no spread is expected (all or nothing succeeded) or there is no moving range. */
    private static @Nullable Double sigmaZ(double[] values, double centre, double[] sigmas) {
        if (values.length < 2) {
            return null;
        }
        double[] scores = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            if (sigmas[i] == 0) {
                return null;
            }
            scores[i] = (values[i] - centre) / sigmas[i];
        }
        return meanMovingRange(scores) / MOVING_RANGE;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double meanMovingRange(double[] values) {
        double sum = 0;
        for (int i = 1; i < values.length; i++) {
            sum += Math.abs(values[i] - values[i - 1]);
        }
        return sum / (values.length - 1);
    }

    private static List<List<ControlRule>> judge(double[] values, double centre, double[] sigmas, ControlRules rules) {
        List<List<ControlRule>> completed = new ArrayList<>();
        int run = 0;
        int trend = 0;
        int lastSide = 0;
        int lastStep = 0;
        for (int i = 0; i < values.length; i++) {
            int side = sign(values[i] - centre);
            run = side == 0 ? 0 : side == lastSide ? run + 1 : 1;
            lastSide = side;
            int step = i == 0 ? 0 : sign(values[i] - values[i - 1]);
            trend = step == 0 ? 1 : step == lastStep ? trend + 1 : 2;
            lastStep = step;

            List<ControlRule> here = new ArrayList<>();
            if (beyond(values[i] - centre, 3 * sigmas[i])) {
                here.add(ControlRule.BEYOND_3_SIGMA);
            }
            if (run >= rules.runLength()) {
                here.add(ControlRule.RUN_OF_8);
            }
            if (trend >= rules.trendLength()) {
                here.add(ControlRule.TREND_OF_6);
            }
            IntPredicate outer =
                    at -> at >= 0 && sign(values[at] - centre) == side && beyond(values[at] - centre, 2 * sigmas[at]);
            if (outer.test(i) && (outer.test(i - 1) || outer.test(i - 2))) {
                here.add(ControlRule.TWO_OF_THREE);
            }
            completed.add(here);
        }
        return completed;
    }

    private static int sign(double difference) {
        return Math.abs(difference) <= EQUAL ? 0 : difference > 0 ? 1 : -1;
    }

    private static boolean beyond(double deviation, double distance) {
        return Math.abs(deviation) - distance > EQUAL;
    }
}
