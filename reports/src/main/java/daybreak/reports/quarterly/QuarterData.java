package daybreak.reports.quarterly;

import daybreak.reports.mart.Complaint;
import daybreak.reports.mart.ControlPoint;
import daybreak.reports.mart.Headline;
import daybreak.reports.mart.IntakeFile;
import daybreak.reports.mart.MartReader;
import daybreak.reports.mart.MemberVerdict;
import daybreak.reports.mart.MetricValue;
import daybreak.reports.mart.Run;
import daybreak.reports.mart.SopChange;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the marts say about a quarter's complaints, the same for every language.
 *
 * @param run whose marts these are
 * @param values quarterly totals and stores' figures of the four complaint metrics, of all quarters
 * @param headline the verdict on the newest mature quarter; null where none is mature
 * @param points weeks of the complaint rate's control chart up to the quarter's end
 * @param causePoints the same by root cause, of causes with a recorded SOP change
 * @param storeVerdicts comparisons of stores within the quarter, by metric
 * @param opened complaints opened in the quarter
 * @param allOpened complaints opened in any quarter
 * @param intake files of complaints taken in on the quarter's days
 * @param missingDays days of the quarter, past ones, that had no folder or lie before the first
 */
record QuarterData(
        Quarter quarter,
        Run run,
        List<MetricValue> values,
        @Nullable Headline headline,
        List<ControlPoint> points,
        Map<String, List<ControlPoint>> causePoints,
        Map<String, List<MemberVerdict>> storeVerdicts,
        List<Complaint> opened,
        List<Complaint> allOpened,
        List<SopChange> changes,
        Map<String, String> stores,
        List<IntakeFile> intake,
        int missingDays) {

    static final String RATE = "complaint_rate";
    static final String RESPONSE = "complaint_response_24h";
    static final String PLAN = "complaint_plan_3h";
    static final String RESOLUTION = "complaint_resolution_days";

    /** Below this denominator, exposure or n nothing is judged or ranked. */
    static final int FEWEST = 20;

    QuarterData {
        values = List.copyOf(values);
        points = List.copyOf(points);
        causePoints = Collections.unmodifiableMap(new LinkedHashMap<>(causePoints));
        storeVerdicts = Map.copyOf(storeVerdicts);
        opened = List.copyOf(opened);
        allOpened = List.copyOf(allOpened);
        changes = List.copyOf(changes);
        stores = Map.copyOf(stores);
        intake = List.copyOf(intake);
    }

    /**
     * Reads the quarter.
     *
     * @throws IllegalArgumentException if the marts know nothing of the quarter
     */
    static QuarterData read(MartReader marts, Quarter quarter) {
        List<MetricValue> values =
                marts.metricValues(List.of(RATE, RESPONSE, PLAN, RESOLUTION), "quarter", List.of("", "store"));
        if (values.stream().noneMatch(value -> value.period().equals(quarter.period()))) {
            throw new IllegalArgumentException("Nothing is known of " + quarter.period()
                    + ": the marts have the quarters "
                    + values.stream().map(MetricValue::period).collect(Collectors.toCollection(TreeSet::new)));
        }
        List<SopChange> changes = marts.sopChanges();
        Map<String, List<ControlPoint>> causePoints = new LinkedHashMap<>();
        for (SopChange change : changes) {
            String cause = change.rootCause();
            if (cause != null && change.effectiveOn() != null && !causePoints.containsKey(cause)) {
                List<ControlPoint> points = upTo(quarter, marts.controlPoints(RATE, "root_cause", cause));
                if (!points.isEmpty()) {
                    causePoints.put(cause, points);
                }
            }
        }
        Map<String, List<MemberVerdict>> storeVerdicts = new HashMap<>();
        for (String metric : List.of(RESPONSE, PLAN)) {
            storeVerdicts.put(metric, marts.memberVerdicts(metric, "quarter", quarter.period(), "store"));
        }
        List<Complaint> all = marts.complaints();
        Run run = marts.run();
        LocalDate last = run.toDay().isBefore(quarter.to()) ? run.toDay() : quarter.to();
        Map<LocalDate, String> days = marts.intakeDays(quarter.from(), last);
        long complete = days.values().stream().filter("complete"::equals).count();
        return new QuarterData(
                quarter,
                run,
                values,
                marts.headline(RATE, "quarter").orElse(null),
                upTo(quarter, marts.controlPoints(RATE, "", "")),
                causePoints,
                storeVerdicts,
                openedIn(quarter, all, run),
                all,
                changes,
                marts.stores(),
                marts.intakeFiles(quarter.from(), last).stream()
                        .filter(file -> file.entity().equals("complaints"))
                        .toList(),
                Math.max(0, (int) (ChronoUnit.DAYS.between(quarter.from(), last) + 1 - complete)));
    }

    private static List<ControlPoint> upTo(Quarter quarter, List<ControlPoint> points) {
        return points.stream()
                .filter(point -> !point.periodFrom().isAfter(quarter.to()))
                .toList();
    }

    private static List<Complaint> openedIn(Quarter quarter, List<Complaint> complaints, Run run) {
        return complaints.stream()
                .filter(complaint -> quarter.contains(
                        complaint.openedAt().withZoneSameInstant(run.zone()).toLocalDate()))
                .toList();
    }

    /** A total of the report's quarter or another one; empty where the marts have none. */
    Optional<MetricValue> total(String metric, Quarter of) {
        return values.stream()
                .filter(value -> value.metric().equals(metric)
                        && value.period().equals(of.period())
                        && value.dimension().isEmpty())
                .findFirst();
    }

    Optional<MetricValue> total(String metric) {
        return total(metric, quarter);
    }

    /** Stores' figures of a metric in the report's quarter. */
    List<MetricValue> byStore(String metric) {
        return values.stream()
                .filter(value -> value.metric().equals(metric)
                        && value.period().equals(quarter.period())
                        && value.dimension().equals("store"))
                .toList();
    }

    /** Whether a quarter is over and was watched from its first day on. */
    boolean isWhole(Quarter of) {
        return total(RATE, of).map(MetricValue::whole).orElse(false);
    }

    /** Complaints opened in the report's quarter. */
    int count() {
        return opened.size();
    }

    /** Compensation of the complaints opened in a quarter, yuan; null where there were complaints but none is recorded. */
    @Nullable
    Double compensation(Quarter of) {
        Double counted = total(RATE, of).map(MetricValue::numerator).orElse(null);
        Double sum = sum(openedIn(of, allOpened, run));
        return sum == null && counted != null && counted == 0 ? Double.valueOf(0) : sum;
    }

    private static @Nullable Double sum(List<Complaint> complaints) {
        Double sum = null;
        for (Complaint complaint : complaints) {
            Double yuan = complaint.compensation();
            if (yuan != null) {
                sum = sum == null ? yuan : Double.valueOf(sum + yuan);
            }
        }
        return sum;
    }

    /** The quarter's root causes, those with most complaints first. */
    List<RootCause> causes() {
        Map<String, List<Complaint>> now = byCause(opened);
        Map<String, List<Complaint>> before = byCause(openedIn(quarter.minus(1), allOpened, run));
        boolean comparable = isWhole(quarter.minus(1));
        Set<String> names = new TreeSet<>(now.keySet());
        if (comparable) {
            // A cause that is gone is worth a row.
            names.addAll(before.keySet());
        }
        List<RootCause> causes = new ArrayList<>();
        for (String name : names) {
            List<Complaint> complaints = now.getOrDefault(name, List.of());
            Integer earlier = comparable ? before.getOrDefault(name, List.of()).size() : null;
            causes.add(new RootCause(name, complaints.size(), earlier, sum(complaints), byAttribution(complaints)));
        }
        causes.sort(RootCause.BY_WEIGHT);
        return causes;
    }

    /** The quarter's complaints by attribution, most first. */
    List<RootCause> attributions() {
        Map<String, Integer> now = byAttribution(opened);
        Map<String, Integer> before = byAttribution(openedIn(quarter.minus(1), allOpened, run));
        boolean comparable = isWhole(quarter.minus(1));
        List<RootCause> attributions = new ArrayList<>();
        now.forEach((name, count) -> attributions.add(new RootCause(
                name,
                count,
                comparable ? before.getOrDefault(name, 0) : null,
                sum(opened.stream()
                        .filter(complaint -> known(complaint.attribution()).equals(name))
                        .toList()),
                Map.of(name, count))));
        attributions.sort(RootCause.BY_WEIGHT);
        return attributions;
    }

    private static Map<String, List<Complaint>> byCause(List<Complaint> complaints) {
        return complaints.stream()
                .collect(Collectors.groupingBy(
                        complaint -> known(complaint.rootCause()), TreeMap::new, Collectors.toList()));
    }

    private static Map<String, Integer> byAttribution(List<Complaint> complaints) {
        return complaints.stream()
                .collect(Collectors.groupingBy(
                        complaint -> known(complaint.attribution()),
                        TreeMap::new,
                        Collectors.summingInt(complaint -> 1)));
    }

    private static String known(@Nullable String name) {
        return name == null ? RootCause.UNKNOWN : name;
    }

    /** Complaints of the quarter whose clock is in a state. */
    int inState(Clock clock, String state) {
        return (int) opened.stream()
                .filter(complaint -> clock.state(complaint).equals(state))
                .count();
    }

    /** Weeks of the control chart that lie wholly in the quarter. */
    List<ControlPoint> weeks() {
        return points.stream().filter(this::isInQuarter).toList();
    }

    boolean isInQuarter(ControlPoint point) {
        return quarter.contains(point.periodFrom())
                && quarter.contains(point.periodFrom().plusDays(6));
    }

    /** The newest recorded change against a cause that is in force by the quarter's end; empty without. */
    Optional<SopChange> changeAgainst(String cause) {
        return changes.stream()
                .filter(change -> cause.equals(change.rootCause()))
                .filter(change -> {
                    LocalDate on = change.effectiveOn();
                    return on != null && !on.isAfter(quarter.to());
                })
                .reduce((earlier, later) -> later);
    }
}
