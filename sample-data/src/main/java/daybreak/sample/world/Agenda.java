package daybreak.sample.world;

import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What will happen when: the steps of all lives in order of time, and in order of planning at equal times. */
final class Agenda {

    private record Step(LocalDateTime at, long order, Runnable action) {}

    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparing(Step::at).thenComparingLong(Step::order));
    private final LocalDateTime end;
    private LocalDateTime now;
    private long planned;

    /** Nothing that lies at or after {@code end} is remembered: nobody would see it. */
    Agenda(LocalDateTime start, LocalDateTime end) {
        this.now = start;
        this.end = end;
    }

    LocalDateTime now() {
        return now;
    }

    /** Plans a step; one that would lie in the past happens next. */
    void plan(LocalDateTime at, Runnable action) {
        if (at.isBefore(end)) {
            steps.add(new Step(at.isBefore(now) ? now : at, planned++, action));
        }
    }

    void runUntil(LocalDateTime limit) {
        for (Step next = steps.peek(); next != null && next.at().isBefore(limit); next = steps.peek()) {
            steps.remove();
            now = next.at();
            next.action().run();
        }
        now = limit;
    }
}
