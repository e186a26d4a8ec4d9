package daybreak.jobs.catalog;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A run of the nightly job, as it begins.
 *
 * @param run id: the last day and an ordinal, for example 20261122-01
 * @param source mapping by which the exports are read; null: the contract
 * @param from first day, included
 * @param to last day, included
 * @param fingerprint of the input
 * @param firstDay first day of the first run of all: where history begins
 */
public record RunRecord(
        String run,
        String brokerage,
        @Nullable String source,
        LocalDate from,
        LocalDate to,
        ZoneId zone,
        String fingerprint,
        LocalDate firstDay) {}
