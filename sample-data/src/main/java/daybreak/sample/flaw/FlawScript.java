package daybreak.sample.flaw;

import daybreak.sample.delivery.DayFolder;
import daybreak.sample.delivery.Delivery;
import daybreak.sample.delivery.Entry;

/** Which flaws go into which file. It is told afterwards on which line each of them came to stand. */
public interface FlawScript extends DayFolder.Reader {

    /** Puts flaws into the file, or none. */
    void apply(Delivery delivery);

    static FlawScript none() {
        return new FlawScript() {
            @Override
            public void apply(Delivery delivery) {}

            @Override
            public void entry(Delivery delivery, Entry entry, int line) {}
        };
    }

    /** A bad row of some kind now and then. */
    static FlawScript nowAndThen(long seed) {
        return new ScatteredFlaws(seed);
    }
}
