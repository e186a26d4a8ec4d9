package daybreak.sample.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

    @Test
    void resultsAreMediansByWorkAndSystem() {
        Measurements measurements = new Measurements();
        measurements.add(Work.NIGHT_30, Contender.DUCKDB, new Cost(1.5, 2.5, 300));
        measurements.add(Work.NIGHT_30, Contender.DAYBREAK, new Cost(9, 12, 900));
        measurements.add(Work.NIGHT_30, Contender.DAYBREAK, new Cost(3, 4, 700));
        measurements.add(Work.NIGHT_30, Contender.DAYBREAK, new Cost(4, 6, 800));

        assertThat(measurements.json()).isEqualTo("""
                [
                  {"work": "night-30", "system": "daybreak", "wall_s": 4.000, "cpu_s": 6.000, "peak_mb": 800.0, "runs": 3},
                  {"work": "night-30", "system": "duckdb", "wall_s": 1.500, "cpu_s": 2.500, "peak_mb": 300.0, "runs": 1}
                ]""");
    }

    @Test
    void theTableShowsTheSpreadAndTheRatio() {
        Measurements measurements = new Measurements();
        measurements.add(Work.BACKFILL_90, Contender.DAYBREAK, new Cost(10, 20, 900));
        measurements.add(Work.BACKFILL_90, Contender.DAYBREAK, new Cost(12, 22, 950));
        measurements.add(Work.BACKFILL_90, Contender.DUCKDB, new Cost(5.5, 9, 400));

        assertThat(measurements.table())
                .contains("11.00 (10.00–12.00)", "925 (900–950)", "daybreak ÷ duckdb, wall: 2.00");
    }

    @Test
    void everyWorkHasTheNameThatProgramsRelyOn() {
        assertThat(Arrays.stream(Work.values()).map(Work::label))
                .containsExactly(
                        "ingest-30",
                        "backfill-30",
                        "backfill-90",
                        "night-30",
                        "night-90",
                        "night-360",
                        "nothing-new",
                        "weekly");
    }
}
