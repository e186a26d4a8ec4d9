package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who reads while a night is published sees the old night whole, then the new one whole, and nothing between. */
@ExtendWith(SharedNights.class)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class WholeNightOrNoneTest {

    /** All that a night changes for its readers: the marts, which run stands, and the catalog of the warehouse. */
    private static final List<String> TABLES = Stream.concat(
                    NightWorld.MARTS.keySet().stream().sorted(),
                    Stream.of("warehouse_part", "intake_day", "current_run"))
            .toList();

    @TempDir
    private static Path folder;

    private static NightWorld world;

    private static Map<String, String> before;

    private static List<Map<String, String>> states;

    @BeforeAll
    static void runANightWhileAReaderLooks(SharedNights.History history) throws Exception {
        world = new NightWorld(history.copyTo(folder.resolve("home")));
        before = seen(world.database().dataSource());
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<List<Map<String, String>>> polling =
                    reader.submit(() -> poll(world.database().dataSource(), over));
            try {
                NightOutcome outcome = world.run(SharedNights.SMALL, SharedNights.LAST, SharedNights.LAST, null);
                assertThat(outcome.status()).as(outcome.message()).isEqualTo(NightOutcome.Status.PUBLISHED);
            } finally {
                over.set(true);
            }
            states = polling.get(1, TimeUnit.MINUTES);
        } finally {
            reader.shutdownNow();
        }
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void aReaderInAnotherSessionSeesOneNightAtATime() throws SQLException {
        assertThat(states).containsExactly(before, seen(world.database().dataSource()));
        assertThat(states.get(0)).containsEntry("current_run", "(t," + SharedNights.History.LAST_RUN + ")");
        assertThat(states.get(1)).containsEntry("current_run", "(t,20261122-01)");
    }

    /** The second of the two nights goes on from what the first, which computed changed periods alone, left of it. */
    @Test
    void aRangeOfTwelveDaysAndTwoNightsOneByOneEndInTheMartsOfOneRange(SharedNights.Sound range) throws SQLException {
        assertThat(world.marts()).isEqualTo(range.world().marts());
        String inputs = "SELECT subject, day, rows, counted, timed FROM metric_input ORDER BY 1, 2";
        assertThat(world.query(inputs)).isEqualTo(range.world().query(inputs));
        long all =
                Long.parseLong(world.query("SELECT count(*) FROM metric_value").get(0));
        assertThat(world.spark()
                        .read()
                        .parquet(world.home()
                                .resolve("warehouse/metric_value/run=20261122-01")
                                .toString())
                        .count())
                .as("values that the last night computed")
                .isLessThan(all);
    }

    /** Every state seen that differs from the one seen before it, until the night is over, and once more after that. */
    private static List<Map<String, String>> poll(DataSource source, AtomicBoolean over) throws SQLException {
        List<Map<String, String>> states = new ArrayList<>();
        boolean last;
        do {
            last = over.get();
            Map<String, String> state = seen(source);
            if (states.isEmpty() || !states.get(states.size() - 1).equals(state)) {
                states.add(state);
            }
        } while (!last);
        return states;
    }

    /** What one transaction sees, table after table: which run stands, and of the others a digest of all rows. */
    private static Map<String, String> seen(DataSource source) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            Map<String, String> seen = new TreeMap<>();
            for (String table : TABLES) {
                String rows = "string_agg(t::text, ' ' ORDER BY t::text)";
                String shown = table.equals("current_run") ? rows : "md5(" + rows + ")";
                try (ResultSet result = statement.executeQuery("SELECT " + shown + " FROM " + table + " t")) {
                    result.next();
                    seen.put(table, String.valueOf(result.getString(1)));
                }
            }
            connection.rollback();
            return seen;
        }
    }
}
