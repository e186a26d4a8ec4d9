package daybreak.sample.world;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.Journal;
import daybreak.sample.delivery.Row;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** What every life in the world shares: the time, the plan of what comes, the journal, keys and inventions. */
record Setting(
        long seed,
        LocalDate firstDay,
        LocalDate lastDay,
        Scale scale,
        Agenda agenda,
        BusinessCalendar calendar,
        Journal journal,
        Numbering numbering,
        Invention invention) {

    LocalDateTime now() {
        return agenda.now();
    }

    LocalDate today() {
        return agenda.now().toLocalDate();
    }

    void plan(LocalDateTime at, Runnable action) {
        agenda.plan(at, action);
    }

    Row row(String entity) {
        return journal.row(entity);
    }

    void record(Row row) {
        journal.record(row);
    }

    String key(String prefix) {
        return numbering.next(prefix);
    }

    Dice dice(String purpose) {
        return Dice.of(seed, purpose, 0);
    }

    /** A working moment about so many days from now, never before now. */
    LocalDateTime later(Dice dice, double medianDays, double spread) {
        long days = Math.round(dice.skewed(medianDays, spread));
        return onDay(today().plusDays(days), dice);
    }

    /** A working moment of that day; if that has gone by, one within the next hours. */
    LocalDateTime onDay(LocalDate date, Dice dice) {
        LocalDateTime time = calendar.workingTime(date, dice);
        return time.isAfter(now()) ? time : calendar.atWork(now().plusSeconds(dice.between(1200, 9000)));
    }

    /** The day that lies at this part of the range, 0 being the first. */
    LocalDate dayAt(double part) {
        long length = lastDay.toEpochDay() - firstDay.toEpochDay();
        return firstDay.plusDays(Math.round(length * part));
    }
}
