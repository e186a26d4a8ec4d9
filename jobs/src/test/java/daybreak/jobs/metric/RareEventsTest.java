package daybreak.jobs.metric;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.spark.OwnSpark;
import daybreak.schemas.metric.Metrics;
import daybreak.schemas.subject.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RareEventsTest {

    private static final Judgement.RareChart NOISE = new Judgement.RareChart("complaint_rate", "root_cause", "噪音");

    private static final Judgement.RareChart UNKNOWN =
            new Judgement.RareChart("complaint_rate", "root_cause", "(none)");

    @RegisterExtension
    private static final OwnSpark SPARK = OwnSpark.plain();

    /** Half past midnight in Shanghai is the day before in Greenwich. */
    @Test
    void areReadToTheInstantAndByTheDayOfTheBrokerage() {
        RareEvents events = new RareEvents(
                Metrics.load(),
                Subject.load(),
                subject -> SPARK.session()
                        .sql("SELECT * FROM VALUES (TIMESTAMP'2026-01-06 00:30:00', '噪音'),"
                                + " (TIMESTAMP'2026-01-20 12:00:00.000001', NULL), (TIMESTAMP'2026-01-21 12:00:00', '渗漏'),"
                                + " (NULL, '噪音') AS " + subject.name() + "(opened_at, root_cause)"));
        assertThat(events.of(List.of(NOISE, UNKNOWN)))
                .containsExactlyInAnyOrder(
                        new Judgement.Event(NOISE, Instant.parse("2026-01-05T16:30:00Z"), LocalDate.of(2026, 1, 6)),
                        new Judgement.Event(
                                UNKNOWN, Instant.parse("2026-01-20T04:00:00.000001Z"), LocalDate.of(2026, 1, 20)));
        assertThat(events.of(List.of())).isEmpty();
    }
}
