package daybreak.sample;

import daybreak.sample.chance.Dice;
import daybreak.sample.delivery.DayFolder;
import daybreak.sample.delivery.Delivery;
import daybreak.sample.delivery.Journal;
import daybreak.sample.delivery.Snapshot;
import daybreak.sample.flaw.FlawScript;
import daybreak.sample.world.World;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes the exports of 禾木房产（样例）, a brokerage that does not exist: every entity of the export contract, one
 * folder per business day. Day by day: memory is bounded by what one day brings and by the clients themselves.
 */
public final class SampleBrokerage {

    public static final String NAME = "禾木房产（样例）";

    private final ExportContracts contracts;

    public SampleBrokerage(ExportContracts contracts) {
        this.contracts = contracts;
    }

    /**
     * Writes the sample.
     *
     * @throws IOException if the folder holds something already or cannot be written
     */
    public SampleSummary write(SampleSettings settings, SampleProgress progress) throws IOException {
        FlawScript flaws = settings.dirty() ? FlawScript.nowAndThen(settings.seed()) : FlawScript.none();
        return write(settings, flaws, progress);
    }

    SampleSummary write(SampleSettings settings, FlawScript flaws, SampleProgress progress) throws IOException {
        refuseToMix(settings.out());
        Map<String, Long> rows = new LinkedHashMap<>();
        contracts.all().forEach(contract -> rows.put(contract.entity(), 0L));
        int[] written = {0};
        tell(settings, (day, arriving) -> {
            DayFolder folder = new DayFolder(settings.out(), day);
            for (Map.Entry<String, List<Snapshot>> file : arriving.entrySet()) {
                Delivery delivery = new Delivery(settings.seed(), day, contracts.of(file.getKey()), file.getValue());
                flaws.apply(delivery);
                long records = folder.write(delivery, flaws);
                rows.merge(file.getKey(), records, Long::sum);
            }
            folder.close();
            long total = rows.values().stream().mapToLong(Long::longValue).sum();
            progress.wrote(day, ++written[0], settings.days(), total);
        });
        return new SampleSummary(settings.days(), rows);
    }

    /** Takes the rows of one day, by entity. */
    interface DayReader {
        void read(LocalDate day, Map<String, List<Snapshot>> arriving) throws IOException;
    }

    /** Lives the world through and hands over each day's rows, without writing anything. */
    void tell(SampleSettings settings, DayReader reader) throws IOException {
        Journal journal = new Journal(contracts, Dice.of(settings.seed(), "journal", 0));
        World world = new World(settings.firstDay(), settings.lastDay(), settings.clients(), settings.seed(), journal);
        world.liveThrough(settings.firstDay().minusDays(1));
        for (int i = 0; i < settings.days(); i++) {
            LocalDate day = settings.firstDay().plusDays(i);
            journal.open(day);
            world.liveThrough(day);
            reader.read(day, journal.close(day));
        }
    }

    private static void refuseToMix(Path out) throws IOException {
        if (!Files.exists(out)) {
            Files.createDirectories(out);
            return;
        }
        if (!Files.isDirectory(out)) {
            throw new NotDirectoryException(out + " is a file; the sample needs a folder.");
        }
        try (Stream<Path> inside = Files.list(out)) {
            if (inside.findAny().isPresent()) {
                throw new IOException(out + " is not empty; the sample is only written into an empty folder.");
            }
        }
    }
}
