package daybreak.reports.quarterly;

import daybreak.reports.mart.Complaint;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The two promises a complaint's clocks measure. */
enum Clock {
    /** The answer, within 24 hours of the complaint. */
    RESPONSE(QuarterData.RESPONSE, 24),
    /** The first plan, within 3 hours of the answer. */
    PLAN(QuarterData.PLAN, 3);

    private static final double SECONDS = 3_600;

    private final String metric;
    private final int hours;

    Clock(String metric, int hours) {
        this.metric = metric;
        this.hours = hours;
    }

    String metric() {
        return metric;
    }

    /** The promise. */
    int hours() {
        return hours;
    }

    /** The clock's name in keys of texts and names of charts. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Lower edges of the classes of its histogram, hours; the last class is open. */
    List<Double> edges() {
        return switch (this) {
            case RESPONSE -> List.of(0.0, 2.0, 4.0, 8.0, 12.0, 16.0, 20.0, 24.0, 36.0, 48.0);
            case PLAN -> List.of(0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 6.0, 12.0);
        };
    }

    /** The state of a complaint's clock, as the marts call it. */
    String state(Complaint complaint) {
        return this == RESPONSE ? complaint.responseState() : complaint.planState();
    }

    /** The times of those complaints whose clock has started. */
    CensoredTimes times(List<Complaint> complaints, ZonedDateTime asOf) {
        List<CensoredTimes.Time> times = new ArrayList<>();
        for (Complaint complaint : complaints) {
            ZonedDateTime answered = complaint.respondedAt();
            if (this == RESPONSE) {
                times.add(CensoredTimes.Time.between(complaint.openedAt(), answered, asOf));
            } else if (answered != null) {
                times.add(CensoredTimes.Time.between(answered, complaint.planAt(), asOf));
            }
        }
        return new CensoredTimes(times);
    }

    /** Ended times by class; a time on an edge belongs to the class below it, as the promise includes its last moment. */
    List<Integer> histogram(CensoredTimes times) {
        List<Double> edges = edges();
        List<Integer> counts = new ArrayList<>(Collections.nCopies(edges.size(), 0));
        for (CensoredTimes.Time time : times.times()) {
            if (time.ended()) {
                int bin = edges.size() - 1;
                while (bin > 0 && time.seconds() <= edges.get(bin) * SECONDS) {
                    bin--;
                }
                counts.set(bin, counts.get(bin) + 1);
            }
        }
        return counts;
    }

    /** Index of the class at whose lower edge the promise lies. */
    int promise() {
        return edges().indexOf((double) hours);
    }
}
