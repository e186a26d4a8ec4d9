package daybreak.jobs.ingest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as exports write them: {@code yyyy-MM-dd['T'|' 'HH:mm[:ss[.fff]]][Z|±HH:mm]}, in the brokerage's zone
 * where no offset stands; beside it the forms that a mapping names.
 */
final class TimeForms {

    private static final Pattern FORM = Pattern.compile(
            "(\\d{4})-(\\d{2})-(\\d{2})(?:[T ](\\d{2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{3}))?)?)?(Z|[+-]\\d{2}:\\d{2})?");

    private final ZoneId zone;
    private final List<DateTimeFormatter> others;

    /** @param forms patterns beside the contract's */
    TimeForms(ZoneId zone, List<String> forms) {
        this.zone = zone;
        // Strict, so that 31-02 is no date; of a strict year only uuuu can be told without an era.
        this.others = forms.stream()
                .map(form -> DateTimeFormatter.ofPattern(form.replace('y', 'u'), Locale.ROOT)
                        .withResolverStyle(ResolverStyle.STRICT))
                .toList();
    }

    /** Microseconds since 1970-01-01T00:00Z; null if it is no time. */
    @Nullable
    Long micros(String cell) {
        OffsetDateTime time = parse(cell);
        return time == null ? null : Math.addExact(time.toEpochSecond() * 1_000_000L, time.getNano() / 1_000L);
    }

    /** Days since 1970-01-01 of the date in the brokerage's zone; null if it is no date. */
    @Nullable
    Integer days(String cell) {
        OffsetDateTime time = parse(cell);
        return time == null
                ? null
                : (int) time.atZoneSameInstant(zone).toLocalDate().toEpochDay();
    }

    /** The day, in the brokerage's zone, on which an instant lies. */
    int dayOf(long micros) {
        long seconds = Math.floorDiv(micros, 1_000_000L);
        ZoneOffset offset = zone.getRules().getOffset(Instant.ofEpochSecond(seconds));
        return (int) Math.floorDiv(seconds + offset.getTotalSeconds(), 86_400L);
    }

    private @Nullable OffsetDateTime parse(String cell) {
        Matcher matcher = FORM.matcher(cell);
        if (matcher.matches()) {
            try {
                LocalDateTime local = LocalDateTime.of(
                        Integer.parseInt(matcher.group(1)),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)),
                        number(matcher.group(4)),
                        number(matcher.group(5)),
                        number(matcher.group(6)),
                        number(matcher.group(7)) * 1_000_000);
                String offset = matcher.group(8);
                return offset == null ? inZone(local) : local.atOffset(ZoneOffset.of(offset));
            } catch (DateTimeException e) {
                return null;
            }
        }
        for (DateTimeFormatter other : others) {
            try {
                TemporalAccessor parsed =
                        other.parseBest(cell, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
                if (parsed instanceof OffsetDateTime time) {
                    return time;
                }
                return inZone(parsed instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) parsed);
            } catch (DateTimeParseException e) {
                continue;
            }
        }
        return null;
    }

    private OffsetDateTime inZone(LocalDateTime local) {
        return local.atZone(zone).toOffsetDateTime();
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
