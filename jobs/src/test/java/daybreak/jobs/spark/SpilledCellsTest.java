package daybreak.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies on disk while a sort runs that memory does not hold. */
class SpilledCellsTest {

    private static final String CELL = "Planted Person of the sort";

    private static final int ROWS = 1_000;

    @TempDir
    private Path folder;

    @Test
    void areReadableOnDiskUnlessTheyMayBePersonal() throws IOException {
        EngineSettings settings =
                EngineSettings.local(NativeExecution.OFF, ZoneId.of("Asia/Shanghai"), folder.resolve("warehouse"));

        List<String> ordinary = spilled(settings);
        List<String> personal = spilled(settings.forPersonalData());

        assertThat(ordinary).anyMatch(file -> file.contains(CELL));
        assertThat(personal)
                .hasSameSizeAs(ordinary)
                .allMatch(file -> !file.isEmpty())
                .noneMatch(file -> file.contains("Planted"));
    }

    /** The content of each file that a sort wrote, when it has its first row ready. */
    private List<String> spilled(EngineSettings settings) throws IOException {
        Path disk = Files.createTempDirectory(folder, "disk");
        Path kept = Files.createTempDirectory(folder, "kept");
        Map<String, String> options = Map.of(
                "spark.local.dir", disk.toString(),
                "spark.shuffle.spill.compress", "false",
                "spark.shuffle.spill.numElementsForceSpillThreshold", String.valueOf(ROWS / 4));
        // A session that stands would not heed them.
        OwnSpark.endAny();
        options.forEach(System::setProperty);
        String from = disk.toString();
        String to = kept.toString();
        try (SparkSession spark = SparkEngine.start(settings)) {
            spark.range(0, ROWS, 1, 1)
                    .selectExpr("concat('" + CELL + " ', " + ROWS + " - id) AS cell")
                    .sortWithinPartitions("cell")
                    .foreachPartition((ForeachPartitionFunction<Row>) rows -> {
                        if (rows.hasNext()) {
                            keep(Path.of(from), Path.of(to));
                        }
                    });
        } finally {
            options.keySet().forEach(System::clearProperty);
        }
        List<String> contents = new ArrayList<>();
        try (Stream<Path> files = Files.list(kept)) {
            for (Path file : files.sorted().toList()) {
                contents.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    private static void keep(Path disk, Path kept) throws IOException {
        try (Stream<Path> files = Files.walk(disk)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(path -> path.getFileName().toString().startsWith("temp_local_"))
                    .toList()) {
                Files.copy(file, kept.resolve(file.getFileName().toString()));
            }
        }
    }
}
