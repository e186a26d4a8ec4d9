package daybreak.jobs.metric;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The lengths of time for which metrics have values. */
enum PeriodKind {
    /** All that there is; it has no first day of its own. */
    ALL(0) {
        @Override
        LocalDate from(LocalDate day) {
            return LocalDate.EPOCH;
        }

        @Override
        LocalDate to(LocalDate from) {
            return LocalDate.EPOCH;
        }

        @Override
        String label(LocalDate from) {
            return "all";
        }
    },
    /** From Monday to Sunday, numbered by ISO 8601. */
    WEEK(1) {
        @Override
        LocalDate from(LocalDate day) {
            return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }

        @Override
        LocalDate to(LocalDate from) {
            return from.plusDays(6);
        }

        @Override
        String label(LocalDate from) {
            int week = from.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            return from.get(IsoFields.WEEK_BASED_YEAR) + (week < 10 ? "-W0" : "-W") + week;
        }
    },
    MONTH(2) {
        @Override
        LocalDate from(LocalDate day) {
            return day.withDayOfMonth(1);
        }

        @Override
        LocalDate to(LocalDate from) {
            return from.plusMonths(1).minusDays(1);
        }

        @Override
        String label(LocalDate from) {
            return DateTimeFormatter.ofPattern("yyyy-MM", Locale.ROOT).format(from);
        }
    },
    QUARTER(3) {
        @Override
        LocalDate from(LocalDate day) {
            return day.with(IsoFields.DAY_OF_QUARTER, 1);
        }

        @Override
        LocalDate to(LocalDate from) {
            return from.plusMonths(3).minusDays(1);
        }

        @Override
        String label(LocalDate from) {
            return DateTimeFormatter.ofPattern("yyyy-'Q'Q", Locale.ROOT).format(from);
        }
    };

    /** Those that are a part of the whole. */
    static final Set<PeriodKind> PARTIAL = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(ALL)));

    /** By which it travels in a row. */
    final int code;

    PeriodKind(int code) {
        this.code = code;
    }

    static PeriodKind of(int code) {
        for (PeriodKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no kind of period has the code " + code);
    }

    /** The first day of the period in which a day lies. */
    abstract LocalDate from(LocalDate day);

    /** The last day of the period that begins on a day. */
    abstract LocalDate to(LocalDate from);

    /** What the period that begins on a day is called. */
    abstract String label(LocalDate from);

    /** As the marts name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
