package daybreak.sample;

import daybreak.sample.flaw.EveryFlaw;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * The two exports that lie in the repository, under {@code sample-data/exports}: {@code small}, and {@code broken}, the
 * same two weeks with every bad row that the contract knows. A test fails when they are not what is written here; then
 * they are to be written anew by {@link #main}.
 */
public final class CommittedExports {

    public static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 9);
    public static final int DAYS = 14;
    public static final int CLIENTS = 60;
    public static final long SEED = 7;

    private final ExportContracts contracts;

    public CommittedExports(ExportContracts contracts) {
        this.contracts = contracts;
    }

    public static SampleSettings settings(Path out) {
        return new SampleSettings(FIRST_DAY, DAYS, CLIENTS, SEED, false, out);
    }

    /** Two weeks of a small brokerage without any fault. */
    public void writeSmall(Path out) throws IOException {
        new SampleBrokerage(contracts).write(settings(out), SampleProgress.silent());
    }

    /**
     * Its broken twin, with {@code EXPECTED.csv} (what must become of each bad or odd record) and {@code
     * EXPECTED-COUNTS.csv} (of each file) beside the folders.
     */
    public void writeBroken(Path out) throws IOException {
        SampleBrokerage brokerage = new SampleBrokerage(contracts);
        Map<String, Integer> files = new HashMap<>();
        brokerage.tell(
                settings(out),
                (day, arriving) -> arriving.keySet().forEach(entity -> files.merge(entity, 1, Integer::sum)));
        EveryFlaw flaws = new EveryFlaw(contracts, SEED, files);
        brokerage.write(settings(out), flaws, SampleProgress.silent());
        if (flaws.leftOver() > 0) {
            throw new IllegalStateException(flaws.leftOver() + " bad rows found no file; choose another seed.");
        }
        Files.writeString(out.resolve("EXPECTED.csv"), flaws.expectation().recordsCsv());
        Files.writeString(
                out.resolve("EXPECTED-COUNTS.csv"), flaws.expectation().countsCsv());
    }

    /** Writes both into the folder given, which must not hold them yet. */
    public static void main(String[] arguments) throws IOException {
        CommittedExports exports = new CommittedExports(ExportContracts.load());
        Path folder = Path.of(arguments[0]);
        exports.writeSmall(folder.resolve("small"));
        exports.writeBroken(folder.resolve("broken"));
    }
}
