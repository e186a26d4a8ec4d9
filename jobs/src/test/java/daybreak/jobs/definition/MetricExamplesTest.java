package daybreak.jobs.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import daybreak.jobs.metric.ChangedPeriods;
import daybreak.jobs.metric.MetricTable;
import daybreak.jobs.spark.OwnSpark;
import daybreak.jobs.subject.SubjectTables;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.metric.Metric;
import daybreak.schemas.metric.MetricExample;
import daybreak.schemas.metric.Metrics;
import daybreak.schemas.subject.Facts;
import daybreak.schemas.subject.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The worked example of every metric, through the statement of the night. All metrics are computed at once over the rows
 * of all examples; each metric is split by example too, and its member of that name is what its own rows come to.
 */
class MetricExamplesTest {

    private static final double EXACT = 1e-9;

    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension
    private static final OwnSpark SPARK = OwnSpark.plain();

    /** The member of each metric's own example, by metric. */
    private static final Map<String, Row> RESULTS = new TreeMap<>();

    @BeforeAll
    static void computeAllMetricsOverAllExamples() {
        Map<String, Subject> subjects = Subject.load();
        SubjectTables tables = new SubjectTables(
                SPARK.session(), ExportContracts.load(), new WarehousePaths("/nowhere"), Facts.load(), subjects);
        Map<String, ExampleRows> rows = new TreeMap<>();
        subjects.forEach((name, subject) -> rows.put(name, new ExampleRows(tables.schemaOf(subject))));
        List<Metric> split = new ArrayList<>();
        for (Metric metric : Metrics.load().all()) {
            MetricExample example = metric.example();
            add(rows, metric.subject(), metric.name(), example, example.rows());
            Metric.Exposure exposure = metric.exposure();
            if (exposure != null) {
                add(rows, exposure.subject(), metric.name(), example, example.exposureRows());
            }
            split.add(splitByExample(metric));
        }
        new MetricTable(SPARK.session(), new Metrics(split), subjects)
                .values(
                        (session, subject) -> of(rows, subject.name()).in(session),
                        LocalDate.of(2025, 1, 1),
                        LocalDate.of(2026, 12, 31),
                        ChangedPeriods.ALL)
                .where("period_kind = 'all' AND dimension = '" + ExampleRows.EXAMPLE + "' AND member = metric")
                .collectAsList()
                .forEach(row -> RESULTS.put(row.getString(row.fieldIndex("metric")), row));
    }

    @AfterAll
    static void forget() {
        RESULTS.clear();
    }

    static Stream<Metric> metrics() {
        return Metrics.load().all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("metrics")
    void givesWhatItsExampleSays(Metric metric) throws Exception {
        MetricExample example = metric.example();
        Row result = RESULTS.get(metric.name());
        assertThat(result).as("a value of %s", metric.name()).isNotNull();
        if (result == null) {
            return;
        }
        assertEqual("numerator", number(result, "numerator"), example.numerator());
        assertEqual("denominator", number(result, "denominator"), example.denominator());
        assertEqual("value", number(result, "value"), example.value());
        assertThat(result.getLong(result.fieldIndex("not_yet_due")))
                .as("not yet due")
                .isEqualTo(example.notYetDue());
        Map<String, Long> states = JSON.readValue(
                result.getString(result.fieldIndex("states")), new TypeReference<Map<String, Long>>() {});
        assertThat(states).isEqualTo(example.states());
        if (metric.kind() == Metric.Kind.DURATION) {
            JsonNode ninetieth = points(result).get(1);
            assertThat(ninetieth.path("quantile").asDouble()).isEqualTo(0.9);
            JsonNode seconds = ninetieth.path("seconds");
            assertEqual("90th percentile", seconds.isNull() ? null : seconds.asDouble(), example.ninetieth());
        }
        if (metric.kind() == Metric.Kind.CURVE) {
            List<MetricExample.Step> steps = new ArrayList<>();
            for (JsonNode step : points(result)) {
                steps.add(new MetricExample.Step(
                        step.path("seconds").asDouble(), step.path("survival").asDouble()));
            }
            assertThat(steps).isEqualTo(example.curve());
        }
    }

    private static JsonNode points(Row result) throws Exception {
        return JSON.readTree(result.getString(result.fieldIndex("points")));
    }

    private static @Nullable Double number(Row row, String column) {
        int at = row.fieldIndex(column);
        return row.isNullAt(at) ? null : Double.valueOf(row.getDouble(at));
    }

    private static void assertEqual(String what, @Nullable Double found, @Nullable Double expected) {
        if (found == null || expected == null) {
            assertThat(found).as(what).isEqualTo(expected);
        } else {
            assertThat(found).as(what).isCloseTo(expected, within(EXACT));
        }
    }

    private static void add(
            Map<String, ExampleRows> rows,
            String subject,
            String metric,
            MetricExample example,
            List<Map<String, String>> added) {
        of(rows, subject).add(metric, example.asOf(), added);
    }

    private static ExampleRows of(Map<String, ExampleRows> rows, String subject) {
        ExampleRows found = rows.get(subject);
        if (found == null) {
            throw new IllegalArgumentException("There is no subject " + subject + ".");
        }
        return found;
    }

    private static Metric splitByExample(Metric metric) {
        return new Metric(
                metric.file(),
                metric.name(),
                metric.title(),
                metric.about(),
                metric.subject(),
                metric.kind(),
                metric.where(),
                metric.counts(),
                metric.success(),
                metric.distinct(),
                metric.start(),
                metric.end(),
                metric.exposure(),
                metric.states(),
                Stream.concat(metric.by().stream(), Stream.of(ExampleRows.EXAMPLE))
                        .toList(),
                metric.byNumerator(),
                metric.unit(),
                metric.scale(),
                metric.better(),
                metric.chart(),
                metric.chartBy(),
                metric.headline(),
                metric.target(),
                metric.owner(),
                metric.action(),
                metric.source(),
                metric.example(),
                metric.version());
    }
}
