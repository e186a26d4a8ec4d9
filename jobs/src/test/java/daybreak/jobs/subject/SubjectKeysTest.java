package daybreak.jobs.subject;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.jobs.spark.OwnSpark;
import daybreak.schemas.subject.Subject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubjectKeysTest {

    private static final Map<String, Subject> SUBJECTS = Subject.load();

    @RegisterExtension
    private static final OwnSpark SPARK = OwnSpark.natively();

    /** Of the second subject one key of two columns stands twice on one day, and one, in part unknown, three times. */
    @Test
    void aKeyThatStandsTwiceOnADayStopsTheNight() {
        Map<String, String> rows = Map.of(
                "lead",
                "(DATE'2026-03-01', 'L1'), (DATE'2026-03-01', 'L2') AS t(day, lead_id)",
                "pair",
                "(DATE'2026-03-01', 'C1', 'H1'), (DATE'2026-03-01', 'C1', 'H1'), (DATE'2026-03-01', 'C2', 'H1'),"
                        + " (DATE'2026-03-02', 'C2', NULL), (DATE'2026-03-02', 'C2', NULL),"
                        + " (DATE'2026-03-02', 'C2', NULL) AS t(day, client_id, listing_id)");

        assertThatThrownBy(() -> requireUnique(rows))
                .isInstanceOf(DoubledKeyException.class)
                .hasMessage("Nothing was published: the subject pair has more than one row for a key and day (2 keys)."
                        + " If schemas/subjects/pair.sql was changed, see that it gives one row for each key of pair.yaml;"
                        + " if not, run again with --native off and report it.");
    }

    @Test
    void oneKeyOnTwoDaysAndTwoKeysOnOneDayAreAsTheyShouldBe() {
        Map<String, String> rows = Map.of(
                "lead",
                "(DATE'2026-03-01', 'L1'), (DATE'2026-03-02', 'L1') AS t(day, lead_id)",
                "pair",
                "(DATE'2026-03-01', 'C1', 'H1'), (DATE'2026-03-01', 'C1', 'H2'), (DATE'2026-03-01', 'C2', 'H1')"
                        + " AS t(day, client_id, listing_id)");

        assertThatCode(() -> requireUnique(rows)).doesNotThrowAnyException();
    }

    private static void requireUnique(Map<String, String> rows) {
        List<Subject> subjects =
                List.of(Objects.requireNonNull(SUBJECTS.get("lead")), Objects.requireNonNull(SUBJECTS.get("pair")));
        SubjectKeys.requireUnique(
                SPARK.session(),
                subjects,
                (session, subject) -> session.sql("SELECT * FROM VALUES " + rows.get(subject.name())));
    }
}
