package daybreak.sample.bench.load;

import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a brokerage's exports in bulk, in proportion rather than in life: days and numbers decide everything, nothing is
 * remembered from one day to the next. The same settings give the same bytes; a longer load has the same days' volume.
 */
public final class Load {

    /** Told after each folder: folders written, rows so far. */
    @FunctionalInterface
    public interface Listener {
        void wrote(int days, long rows);
    }

    private final ExportContracts contracts;

    public Load(ExportContracts contracts) {
        this.contracts = contracts;
    }

    /**
     * Writes the load.
     *
     * @throws IOException if a folder cannot be written
     */
    public LoadSummary write(LoadSettings settings, Listener listener) throws IOException {
        Map<String, Long> rows = new LinkedHashMap<>();
        Map<String, Long> bad = new LinkedHashMap<>();
        Map<String, Long> repeated = new LinkedHashMap<>();
        Town town = new Town(settings);
        for (int day = 0; day < settings.days(); day++) {
            Path folder = Files.createDirectories(
                    settings.out().resolve(settings.firstDay().plusDays(day).toString()));
            StringBuilder inventory = new StringBuilder();
            for (ExportContract contract : contracts.all()) {
                CsvFile file = new CsvFile(folder, contract, town.epochDay(day));
                try (file) {
                    town.write(file, contract.entity(), day);
                }
                inventory.append(file.inventory());
                rows.merge(contract.entity(), file.rows(), Long::sum);
                bad.merge(contract.entity(), file.bad(), Long::sum);
                repeated.merge(contract.entity(), file.repeated(), Long::sum);
            }
            Files.writeString(folder.resolve("_COMPLETE"), inventory, StandardCharsets.UTF_8);
            listener.wrote(
                    day + 1, rows.values().stream().mapToLong(Long::longValue).sum());
        }
        return new LoadSummary(rows, bad, repeated);
    }
}
