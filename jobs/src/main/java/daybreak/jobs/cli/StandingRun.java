package daybreak.jobs.cli;

import daybreak.jobs.catalog.MartRow;
import daybreak.jobs.catalog.Marts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The run whose marts stand.
 *
 * @param run its id
 * @param from first business day it took in
 * @param to last business day; the marts stand as of its end
 * @param asOf midnight ending {@code to}
 * @param zone the brokerage's
 */
record StandingRun(String run, LocalDate from, LocalDate to, OffsetDateTime asOf, ZoneId zone) {

    static Optional<StandingRun> find(Marts.Questions questions) {
        return questions
                .ask(
                        "SELECT r.run, r.from_day, r.to_day, r.as_of, r.zone FROM current_run c JOIN run r ON r.run = c.run")
                .stream()
                .findFirst()
                .map(StandingRun::of);
    }

    private static StandingRun of(MartRow row) {
        ZoneId zone = ZoneId.of(row.requiredText("zone"));
        return new StandingRun(
                row.requiredText("run"),
                (LocalDate) row.required("from_day"),
                (LocalDate) row.required("to_day"),
                Objects.requireNonNull(at(row.instant("as_of"), zone)),
                zone);
    }

    /** An instant on the brokerage's clock. */
    @Nullable
    OffsetDateTime local(@Nullable Instant instant) {
        return at(instant, zone);
    }

    static @Nullable OffsetDateTime at(@Nullable Instant instant, ZoneId zone) {
        return instant == null ? null : instant.atZone(zone).toOffsetDateTime();
    }
}
