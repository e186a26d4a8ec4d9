package daybreak.reports.mart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.reports.TestMarts;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class MartReaderTest {

    @Test
    void aReportSeesOneNightAndCannotWrite() throws Exception {
        try (TestMarts marts = TestMarts.start();
                Connection reading = marts.connection();
                Connection writing = marts.connection();
                Statement publish = writing.createStatement()) {
            assertThatThrownBy(() -> MartReader.of(reading))
                    .hasMessage("Nothing is published yet: run daybreak nightly first");
            publish.execute("""
                    INSERT INTO run (run, brokerage, from_day, to_day, as_of, zone, started_at, status, fingerprint,
                                     definitions)
                    SELECT '2026112' || n || '-01', '禾木房产', '2026-01-01', date '2026-11-20' + n,
                           timestamptz '2026-11-21 00:00+08' + n * interval '1 day', 'Asia/Shanghai', now(),
                           'published', 'f', 'd'
                      FROM generate_series(1, 2) n""");
            publish.execute("INSERT INTO current_run (run) VALUES ('20261121-01')");

            try (MartReader reader = MartReader.of(reading)) {
                publish.execute("UPDATE current_run SET run = '20261122-01'");
                publish.execute("INSERT INTO store VALUES ('S01', '滨江店', '20261122-01')");

                assertThat(reader.run().run()).isEqualTo("20261121-01");
                assertThat(reader.stores()).isEmpty();
                assertThatThrownBy(() -> {
                            try (Statement write = reading.createStatement()) {
                                write.execute("DELETE FROM store");
                            }
                        })
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("read-only transaction");
            }
            assertThat(reading.getAutoCommit()).isTrue();
            assertThat(reading.isReadOnly()).isFalse();
            try (MartReader reader = MartReader.of(reading)) {
                assertThat(reader.run().run()).isEqualTo("20261122-01");
                assertThat(reader.stores()).containsEntry("S01", "滨江店");
            }
        }
    }
}
