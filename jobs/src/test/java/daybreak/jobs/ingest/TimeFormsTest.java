package daybreak.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormsTest {

    private final TimeForms shanghai = new TimeForms(ZoneId.of("Asia/Shanghai"), List.of());
    private final TimeForms berlin = new TimeForms(ZoneId.of("Europe/Berlin"), List.of("dd-MM-yyyy", "yyyy/M/d H:mm"));

    @ParameterizedTest
    @CsvSource({
        "2026-01-05, 2026-01-04T16:00:00Z",
        "2026-01-05 09:30, 2026-01-05T01:30:00Z",
        "2026-01-05T09:30:15, 2026-01-05T01:30:15Z",
        "2026-01-05 09:30:15.250, 2026-01-05T01:30:15.250Z",
        "2026-01-05T09:30Z, 2026-01-05T09:30:00Z",
        "2026-01-05 09:30:15-05:30, 2026-01-05T15:00:15Z",
        "2024-02-29 23:59:59, 2024-02-29T15:59:59Z",
        "1988-07-01 00:00:00, 1988-06-30T15:00:00Z"
    })
    void aTimeIsAnInstant(String cell, Instant instant) {
        assertThat(shanghai.micros(cell)).isEqualTo(instant.toEpochMilli() * 1000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29",
                "2026-13-01",
                "2026-00-10",
                "2026-01-05 24:00:00",
                "2026-01-05 09:60:00",
                "2026-01-05x09:30:00",
                "2026-1-5",
                "12:00",
                "2026-01-05 09",
                "2026-01-05 09:30:15.2",
                "2026/01/05",
                "20260105",
                "2026-01-05 09:30+08",
                "٢٠٢٦-٠١-٠٥"
            })
    void otherFormsAreNone(String cell) {
        assertThat(shanghai.micros(cell)).isNull();
        assertThat(shanghai.days(cell)).isNull();
    }

    @Test
    void aDayOnWhichClocksChangeIsReadAsWell() {
        assertThat(berlin.micros("2026-03-29 12:00:00"))
                .isEqualTo(Instant.parse("2026-03-29T10:00:00Z").toEpochMilli() * 1000);
        assertThat(berlin.micros("2026-03-29 01:00:00"))
                .isEqualTo(Instant.parse("2026-03-29T00:00:00Z").toEpochMilli() * 1000);
        assertThat(berlin.micros("2026-03-30 12:00:00"))
                .isEqualTo(Instant.parse("2026-03-30T10:00:00Z").toEpochMilli() * 1000);
    }

    @Test
    void aDateOfATimeIsThatOfTheBrokeragesZone() {
        assertThat(shanghai.days("2026-01-04T20:00:00Z"))
                .isEqualTo((int) LocalDate.parse("2026-01-05").toEpochDay());
        assertThat(shanghai.dayOf(Instant.parse("2026-01-04T15:59:59Z").toEpochMilli() * 1000))
                .isEqualTo((int) LocalDate.parse("2026-01-04").toEpochDay());
    }

    @Test
    void aMappingNamesOtherForms() {
        assertThat(berlin.days("31-12-2017"))
                .isEqualTo((int) LocalDate.parse("2017-12-31").toEpochDay());
        assertThat(berlin.micros("2017/3/1 9:05"))
                .isEqualTo(Instant.parse("2017-03-01T08:05:00Z").toEpochMilli() * 1000);
        assertThat(berlin.days("31-02-2017")).isNull();
    }
}
