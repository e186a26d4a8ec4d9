package daybreak.sample.flaw;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.Delivery;
import daybreak.sample.delivery.Entry;
import daybreak.sample.delivery.Snapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Now and then a bad row of some kind, in some file: a CRM on ordinary days. */
final class ScatteredFlaws implements FlawScript {

    private static final double FILES_WITH_FLAWS = 0.08;

    private final long seed;
    private final Map<String, List<BadRow>> rows = new HashMap<>();
    private int made;

    ScatteredFlaws(long seed) {
        this.seed = seed;
    }

    @Override
    public void apply(Delivery delivery) {
        Dice dice = Dice.of(
                seed, delivery.contract().entity() + " flaws", delivery.day().toEpochDay());
        if (!dice.chance(FILES_WITH_FLAWS)) {
            return;
        }
        BadRow bad = dice.pick(
                rows.computeIfAbsent(delivery.contract().entity(), unused -> BadRows.of(delivery.contract())));
        Snapshot good = dice.pick(delivery.entries()).row();
        if (good != null && bad.fits(delivery)) {
            Entry entry = bad.maker().make(delivery, good, String.format(Locale.ROOT, "X%05d", ++made));
            List<Entry> entries = delivery.entries();
            entries.add(bad.last() ? entries.size() : dice.between(0, entries.size()), entry);
        }
    }

    @Override
    public void entry(Delivery delivery, Entry entry, int line) {}
}
