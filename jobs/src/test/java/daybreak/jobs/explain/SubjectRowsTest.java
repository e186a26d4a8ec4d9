package daybreak.jobs.explain;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.nightly.NightWorld;
import daybreak.jobs.nightly.SharedNights;
import daybreak.jobs.warehouse.WarehousePaths;
import daybreak.schemas.alert.AlertRule;
import daybreak.schemas.metric.Metrics;
import daybreak.schemas.subject.Subject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Behind a number lie as many rows as it says, and behind a task the row that raised it. */
@ExtendWith(SharedNights.class)
class SubjectRowsTest {

    private NightWorld world;
    private SubjectRows behind;

    @BeforeEach
    void open(SharedNights.Sound sound) {
        world = sound.world();
        behind = new SubjectRows(
                world::spark,
                new WarehousePaths(world.home().resolve("warehouse").toString()),
                world.database().dataSource(),
                Metrics.load(),
                Subject.load(),
                AlertRule.load());
    }

    @Test
    void behindEachShareLieAsManyRowsAsItsDenominator() throws Exception {
        List<String> values = world.query("SELECT metric, period_kind, period, dimension, member, denominator::bigint"
                + " FROM metric_value WHERE metric IN ('lead_conversion_30d', 'complaint_response_24h')"
                + " AND dimension IN ('', 'channel', 'store') AND period_kind IN ('all', 'week') AND denominator > 0");
        assertThat(values).hasSizeGreaterThan(5);
        for (String value : values) {
            String[] cells = value.split("\\|", -1);
            MartKey key = new MartKey(
                    "metric_value",
                    Map.of(
                            "metric", cells[0],
                            "period_kind", cells[1],
                            "period", cells[2],
                            "dimension", cells[3],
                            "member", cells[4]));
            assertThat(rowsBehind(key, 0).total()).as(value).isEqualTo(Long.parseLong(cells[5]));
        }
    }

    @Test
    void behindATaskLiesTheRowThatRaisedIt() throws Exception {
        String[] task = world.query("SELECT task_id, subject->>'client_id', evidence->>'silent_hours' FROM task"
                        + " WHERE rule = 'a-tier-silent' ORDER BY task_id LIMIT 1")
                .get(0)
                .split("\\|", -1);

        WarehouseRows rows = rowsBehind(new MartKey("task", Map.of("task_id", task[0])), 5);

        assertThat(rows.subject()).isEqualTo("client");
        assertThat(rows.total()).isEqualTo(1);
        List<String> row = rows.rows().get(0);
        assertThat(row.get(rows.columns().indexOf("client_id"))).isEqualTo(task[1]);
        assertThat(row.get(rows.columns().indexOf("silent_hours"))).isEqualTo(task[2]);
    }

    @Test
    void behindAComplaintLiesItsRowOfTheLastDay() throws Exception {
        String[] complaint = world.query("SELECT complaint_id, client_id FROM complaint ORDER BY 1 LIMIT 1")
                .get(0)
                .split("\\|", -1);

        WarehouseRows rows = rowsBehind(new MartKey("complaint", Map.of("complaint_id", complaint[0])), 5);

        assertThat(rows.total()).isEqualTo(1);
        assertThat(rows.rows().get(0).get(rows.columns().indexOf("client_id"))).isEqualTo(complaint[1]);
    }

    @Test
    void manyTasksAreReadByOneStatementAPart() throws Exception {
        List<String> tasks = world.query("SELECT task_id, subject->>'client_id', raised_on FROM task"
                + " WHERE rule IN (SELECT rule FROM task GROUP BY rule HAVING count(DISTINCT raised_on) > 1)"
                + " AND subject->>'client_id' IS NOT NULL");
        List<MartKey> keys = tasks.stream()
                .map(task -> new MartKey("task", Map.of("task_id", task.substring(0, task.indexOf('|')))))
                .toList();
        JobsStarted jobs = new JobsStarted();
        world.spark().sparkContext().addSparkListener(jobs);
        Map<MartKey, WarehouseRows> found;
        try {
            found = behind.of(keys, 5);
        } finally {
            world.spark().sparkContext().listenerBus().waitUntilEmpty();
            world.spark().sparkContext().removeSparkListener(jobs);
        }
        for (int i = 0; i < keys.size(); i++) {
            WarehouseRows rows = Objects.requireNonNull(found.get(keys.get(i)));
            assertThat(rows.total()).as(tasks.get(i)).isEqualTo(1);
            assertThat(rows.rows().get(0).get(rows.columns().indexOf("client_id")))
                    .as(tasks.get(i))
                    .isEqualTo(tasks.get(i).split("\\|", -1)[1]);
        }
        // A job for the part's schema and one for its rows.
        long subjects =
                found.values().stream().map(WarehouseRows::subject).distinct().count();
        assertThat(jobs.number.get()).isPositive().isLessThanOrEqualTo((int) subjects * 2);
        assertThat(keys).hasSizeGreaterThan((int) subjects * 2);
    }

    private WarehouseRows rowsBehind(MartKey key, int limit) {
        return Objects.requireNonNull(behind.of(List.of(key), limit).get(key));
    }

    private static final class JobsStarted extends SparkListener {

        private final AtomicInteger number = new AtomicInteger();

        @Override
        public void onJobStart(SparkListenerJobStart job) {
            number.incrementAndGet();
        }
    }
}
