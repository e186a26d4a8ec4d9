package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.sample.SampleBrokerage;
import daybreak.sample.SampleSettings;
import daybreak.schemas.export.ExportContracts;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thirty nights one by one and one backfill of thirty days end in equal marts, table by table and row by row. Several
 * minutes long, so not part of every build: the README says how it is run.
 */
@Tag("long")
class ThirtyNightsTest {

    private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 22);
    private static final int DAYS = 30;

    @Test
    void oneByOneAndAllAtOnce(@TempDir Path folder) throws Exception {
        Path exports = folder.resolve("exports");
        SampleSettings sample = SampleSettings.endingOn(LAST_DAY, DAYS, 120, 11, false, exports);
        new SampleBrokerage(ExportContracts.load()).write(sample, (day, written, days, rows) -> {});

        Map<String, List<String>> backfill;
        try (NightWorld world = new NightWorld(folder.resolve("backfill"))) {
            publish(world, exports, sample.firstDay(), LAST_DAY);
            backfill = world.marts();
        }
        try (NightWorld world = new NightWorld(folder.resolve("nights"))) {
            for (LocalDate day = sample.firstDay(); !day.isAfter(LAST_DAY); day = day.plusDays(1)) {
                publish(world, exports, day, day);
            }
            assertThat(world.query("SELECT count(*) FROM run WHERE status = 'published'"))
                    .containsExactly(String.valueOf(DAYS));
            for (Map.Entry<String, List<String>> mart : world.marts().entrySet()) {
                assertThat(mart.getValue()).as(mart.getKey()).isEqualTo(backfill.get(mart.getKey()));
            }
        }
    }

    private static void publish(NightWorld world, Path exports, LocalDate from, LocalDate to) {
        NightOutcome outcome = world.run(exports, from.toString(), to.toString(), null);
        assertThat(outcome.status()).as(outcome.message()).isEqualTo(NightOutcome.Status.PUBLISHED);
    }
}
