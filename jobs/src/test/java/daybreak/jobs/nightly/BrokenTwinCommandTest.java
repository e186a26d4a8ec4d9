package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broken twin as whoever operates the program meets it: by the command line alone. */
@ExtendWith(SharedNights.class)
class BrokenTwinCommandTest {

    @Test
    void theCommandEndsWithTheCodeForTooManyRefusedRowsAndSaysHowMany(ObservedNight night) throws IOException {
        long rows = sum(3);
        long refused = sum(5);
        assertThat((double) refused / rows).as("more than is allowed").isGreaterThan(0.01);

        assertThat(night.exitCode()).as(night.err()).isEqualTo(3);
        assertThat(night.out())
                .isEqualTo("Published run 20261122-01: " + rows + " rows read, " + refused + " refused.\n");
    }

    @Test
    void whatItRefusedIsWhatWasWrittenDownWhenTheRowsWereMadeBad(ObservedNight night) throws IOException, SQLException {
        List<String> expected = lines("EXPECTED.csv")
                .map(line -> List.of(line.split(",", 7)))
                .filter(cells -> !cells.get(5).isEmpty())
                .map(cells -> String.join("|", cells.subList(0, 6)))
                .sorted()
                .toList();
        assertThat(night
                        .world()
                        .query("SELECT day, entity, file, row_number, coalesce(column_name, ''), code FROM quarantine")
                        .stream()
                        .sorted())
                .containsExactlyElementsOf(expected);
        assertThat(night.world().query("SELECT status, rows_in, accepted, refused, duplicates FROM run"))
                .containsExactly("published|" + sum(3) + "|" + sum(4) + "|" + sum(5) + "|" + sum(6));
    }

    private static long sum(int column) throws IOException {
        return lines("EXPECTED-COUNTS.csv")
                .mapToLong(line -> Long.parseLong(line.split(",", -1)[column]))
                .sum();
    }

    private static Stream<String> lines(String file) throws IOException {
        Path written = SharedNights.BROKEN.resolve(file);
        return Files.readAllLines(written).stream().skip(1);
    }
}
