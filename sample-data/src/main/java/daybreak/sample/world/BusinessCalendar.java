package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.util.List;

/** Public holidays of the sample brokerage's city, and how busy a day is. */
final class BusinessCalendar {

    private record Holiday(LocalDate first, LocalDate last) {
        boolean contains(LocalDate date) {
            return !date.isBefore(first) && !date.isAfter(last);
        }
    }

    /** Spring Festival, Qingming, Dragon Boat and Mid-Autumn follow the moon; known for 2026 only. */
    private static final List<Holiday> LUNAR = List.of(
            new Holiday(LocalDate.of(2026, 2, 15), LocalDate.of(2026, 2, 23)),
            new Holiday(LocalDate.of(2026, 4, 4), LocalDate.of(2026, 4, 6)),
            new Holiday(LocalDate.of(2026, 6, 19), LocalDate.of(2026, 6, 21)),
            new Holiday(LocalDate.of(2026, 9, 25), LocalDate.of(2026, 9, 27)));

    private static final LocalTime OPENS = LocalTime.of(9, 0);

    boolean holiday(LocalDate date) {
        MonthDay day = MonthDay.from(date);
        boolean nationalDay = !day.isBefore(MonthDay.of(10, 1)) && !day.isAfter(MonthDay.of(10, 7));
        boolean labourDay = !day.isBefore(MonthDay.of(5, 1)) && !day.isAfter(MonthDay.of(5, 5));
        boolean newYear = !day.isAfter(MonthDay.of(1, 3));
        return nationalDay || labourDay || newYear || LUNAR.stream().anyMatch(holiday -> holiday.contains(date));
    }

    boolean weekend(LocalDate date) {
        return date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    /** How many leads a day brings, an ordinary weekday being 1. */
    double leadWeight(LocalDate date) {
        if (holiday(date)) {
            return 0.55;
        }
        return weekend(date) ? 1.3 : 1.0;
    }

    /** The day on which a viewing meant for {@code wanted} takes place: most wait for the weekend, few fall on a holiday. */
    LocalDate viewingDay(LocalDate wanted, Dice dice) {
        LocalDate date = wanted;
        for (int tries = 0; tries < 6; tries++) {
            double accepted = weekend(date) ? 1 : 0.4;
            if (dice.chance(holiday(date) ? 0.3 : accepted)) {
                return date;
            }
            date = date.plusDays(1);
        }
        return date;
    }

    /** A moment of the working day. */
    LocalDateTime workingTime(LocalDate date, Dice dice) {
        return date.atTime(OPENS).plusSeconds(dice.between(0, 11 * 3600));
    }

    /** The first moment at or after {@code time} at which somebody is at work. */
    LocalDateTime atWork(LocalDateTime time) {
        if (time.getHour() < 9) {
            return time.toLocalDate().atTime(OPENS);
        }
        return time.getHour() >= 21 ? time.toLocalDate().plusDays(1).atTime(OPENS) : time;
    }
}
