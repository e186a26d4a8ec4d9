package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.jobs.vault.KeyFile;
import daybreak.jobs.vault.Vault;
import daybreak.reports.text.Language;
import daybreak.sample.CommittedExports;
import daybreak.sample.PlantedSecrets;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * No name, phone, note or other personal value leaves the vault, and there it is not in clear. The night is the broken
 * twin's: where rows are refused and quoted is where values would slip out. {@link Secrets} says what is looked for.
 */
@ExtendWith(SharedNights.class)
class PersonalDataTest {

    private static final byte[] ENCRYPTED_FOOTER = "PARE".getBytes(StandardCharsets.US_ASCII);

    /** With which every page that Zstandard compressed begins. */
    private static final byte[] ZSTANDARD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    @TempDir
    private static Path folder;

    private static ObservedNight night;
    private static NightWorld world;
    private static Secrets secrets;

    @BeforeAll
    static void observe(ObservedNight observed) {
        night = observed;
        world = observed.world();
        secrets = Secrets.of(PlantedSecrets.of(ExportContracts.load(), CommittedExports.settings(folder)));
        assertThat(secrets.shortest()).isEqualTo(8);
        assertThat(secrets.inText()).hasSizeGreaterThan(400).allMatch(secret -> secret.length() >= 4);
    }

    @Test
    void theVaultHoldsEverySecretForWhoHasTheKey() throws IOException {
        Set<String> found = new TreeSet<>();
        Set<String> dates = new TreeSet<>();
        for (String table : tables()) {
            if (isVault(table)) {
                for (String row : rows(table)) {
                    found.addAll(secrets.in(row));
                    secrets.birthdays().stream().filter(row::contains).forEach(dates::add);
                }
            }
        }
        assertThat(found).containsAll(secrets.inText());
        assertThat(dates).isEqualTo(secrets.birthdays());
    }

    @Test
    void theFilesOfTheVaultHoldNoneInClearNorCompressedInClear() throws IOException {
        List<Path> vault = parquetFiles(true);
        assertThat(vault).hasSizeGreaterThan(8);
        assertThat(secrets.inFiles(vault)).isEmpty();
        for (Path file : vault) {
            byte[] bytes = Files.readAllBytes(file);
            assertThat(Arrays.copyOf(bytes, 4)).as("%s", file).isEqualTo(ENCRYPTED_FOOTER);
            assertThat(contains(bytes, ZSTANDARD))
                    .as("a page in clear in %s", file)
                    .isFalse();
            try (Stream<Path> beside = Files.list(file.getParent())) {
                assertThat(beside.map(other -> other.getFileName().toString()))
                        .as("key material of %s", file)
                        .anyMatch(other -> other.startsWith("_KEY_MATERIAL_FOR_")
                                && other.contains(file.getFileName().toString().replace(".parquet", "")));
            }
        }
        for (Path file : parquetFiles(false)) {
            assertThat(contains(Files.readAllBytes(file), ZSTANDARD))
                    .as("by this a page in clear would be seen, as in %s", file)
                    .isTrue();
        }
    }

    @Test
    void theFilesOfTheVaultCannotBeReadWithoutTheirKey() throws IOException {
        Vault stranger = new Vault(KeyFile.openOrMake(folder.resolve("stranger.p12")));
        for (String table : tables()) {
            if (isVault(table)) {
                String files = world.home().resolve("warehouse").resolve(table).toString();
                assertThatThrownBy(() -> world.spark().read().parquet(files).collectAsList())
                        .as(table)
                        .hasStackTraceContaining("ParquetCryptoRuntimeException");
                assertThatThrownBy(() -> stranger.read(world.spark(), files).collectAsList())
                        .as(table)
                        .hasStackTraceContaining("AEADBadTagException");
            }
        }
    }

    @Test
    void noOtherTableOfTheWarehouseHoldsOne() throws IOException {
        Set<String> hirings = world
                .spark()
                .read()
                .parquet(world.home().resolve("warehouse/agents").toString())
                .select("hired_on")
                .collectAsList()
                .stream()
                .map(row -> String.valueOf(row.get(0)))
                .collect(Collectors.toSet());
        List<String> birthdays = secrets.birthdays().stream()
                .filter(date -> !hirings.contains(date))
                .toList();
        assertThat(birthdays).hasSizeGreaterThan(10);

        Set<String> found = new TreeSet<>();
        List<String> read = new ArrayList<>();
        for (String table : tables()) {
            if (!isVault(table)) {
                List<String> rows = rows(table);
                if (!rows.isEmpty()) {
                    read.add(table);
                }
                secrets.in(rows).forEach(secret -> found.add(table + ": " + secret));
                String text = String.join("\n", rows);
                birthdays.stream().filter(text::contains).forEach(date -> found.add(table + ": " + date));
            }
        }
        assertThat(read).contains("clients", "contacts", "demands", "quarantine", "subject_lead", "ledger");
        assertThat(found).isEmpty();
    }

    @Test
    void noTableOfTheDatabaseHoldsOneNeitherThoseOfTheJobRepositoryNorThoseOfStaging() throws Exception {
        assertThat(night.staged())
                .containsKeys("public.staging_quarantine", "public.staging_task_change", "public.staging_complaint");
        Map<String, List<String>> published = NightWorld.allRows(world.database());
        assertThat(published)
                .containsKeys(
                        "public.batch_job_execution_params",
                        "public.batch_step_execution_context",
                        "public.metric_value",
                        "public.quarantine",
                        "public.task",
                        "public.complaint");
        assertThat(published.get("public.quarantine")).isNotEmpty();

        assertThat(inTables(night.staged())).isEmpty();
        assertThat(inTables(published)).isEmpty();
    }

    /** Byte for byte, the database's own files and the log included, and what is not a table in the warehouse. */
    @Test
    void noFileOfTheHomeHoldsOneInClear() throws IOException {
        List<Path> files = files(world.home());
        assertThat(files)
                .contains(world.home().resolve("logs/daybreak.log"))
                .anyMatch(file -> file.startsWith(world.home().resolve("pg/data/pg_wal")));
        assertThat(secrets.inFiles(files)).isEmpty();
    }

    @Test
    void itsTemporaryFilesWhileItStoodHoldNone() throws Exception {
        String anyClient = world.query("SELECT min(client_id) FROM complaint").get(0);
        byte[] inClear = anyClient.getBytes(StandardCharsets.UTF_8);
        int shuffled = 0;
        int readable = 0;
        for (Path file : night.temporary()) {
            if (file.toString().contains("blockmgr-") && file.toString().endsWith(".data")) {
                shuffled++;
                readable += contains(Files.readAllBytes(file), inClear) ? 1 : 0;
            }
        }
        assertThat(shuffled).as("files of shuffled rows").isGreaterThan(10);
        assertThat(readable)
                .as("files of shuffled rows in which the key %s can be read, as a secret could", anyClient)
                .isPositive();
        assertThat(secrets.inFiles(night.temporary())).isEmpty();
    }

    @Test
    void whatItPrintedHoldsNone() {
        assertThat(night.out()).isNotEmpty();
        assertThat(night.err()).contains("publish");
        assertThat(secrets.in(night.out() + night.err())).isEmpty();
    }

    @Test
    void theReportsHoldNoneAndNeitherDoTheTracesTheyLeave() throws Exception {
        RenderedReviews reviews = new RenderedReviews(
                world.home(), world.database().dataSource(), List.of(Language.values()), ProgressListener.SILENT);
        List<Path> rendered = new ArrayList<>(reviews.weekly("2026-W47"));
        rendered.addAll(reviews.quarterly("2026-Q4"));
        assertThat(rendered).anyMatch(file -> file.toString().endsWith(".png"));
        List<Path> pages = rendered.stream()
                .filter(file -> file.toString().endsWith(".pdf"))
                .toList();
        assertThat(pages).hasSize(4);
        for (Path page : pages) {
            try (PDDocument document = Loader.loadPDF(page.toFile())) {
                String text = new PDFTextStripper().getText(document);
                assertThat(text).as("%s", page).contains("2026");
                assertThat(secrets.in(text)).as("%s", page).isEmpty();
                assertThat(secrets.in(text.replaceAll("\\s", "")))
                        .as("across lines of %s", page)
                        .isEmpty();
                assertThat(inObjects(document)).as("%s", page).isEmpty();
            }
        }
        assertThat(secrets.inFiles(rendered)).isEmpty();
        assertThat(secrets.inFiles(files(world.home().resolve("out")))).isEmpty();
        Map<String, List<String>> tables = NightWorld.allRows(world.database());
        assertThat(tables.get("public.trace")).isNotEmpty();
        assertThat(inTables(tables)).isEmpty();
    }

    /** What its text does not show: alternative texts, attached files, descriptions. */
    private static Set<String> inObjects(PDDocument document) throws IOException {
        Set<String> found = new TreeSet<>();
        for (COSObjectKey key : document.getDocument().getXrefTable().keySet()) {
            COSBase object = document.getDocument().getObjectFromPool(key).getObject();
            if (object instanceof COSDictionary dictionary) {
                for (COSBase value : dictionary.getValues()) {
                    if (value instanceof COSString string) {
                        found.addAll(secrets.in(string.getString()));
                    }
                }
            }
            if (object instanceof COSStream stream) {
                try (var bytes = stream.createInputStream()) {
                    found.addAll(secrets.in(bytes.readAllBytes()));
                }
            }
        }
        return found;
    }

    private static Set<String> inTables(Map<String, List<String>> tables) {
        Set<String> found = new TreeSet<>();
        tables.forEach((table, rows) -> secrets.in(rows).forEach(secret -> found.add(table + ": " + secret)));
        return found;
    }

    /** Those that hold a file: a subject without rows has none. */
    private static List<String> tables() throws IOException {
        Path warehouse = world.home().resolve("warehouse");
        return files(warehouse).stream()
                .filter(file -> file.toString().endsWith(".parquet"))
                .map(file -> warehouse.relativize(file).getName(0).toString())
                .distinct()
                .toList();
    }

    private static boolean isVault(String table) {
        return table.startsWith("vault_");
    }

    /** The rows of a table, decoded, with the key if it is the vault's. */
    private static List<String> rows(String table) {
        String files = world.home().resolve("warehouse").resolve(table).toString();
        return (isVault(table)
                        ? world.vault().read(world.spark(), files)
                        : world.spark().read().parquet(files))
                .collectAsList().stream().map(Row::json).toList();
    }

    private static List<Path> parquetFiles(boolean ofTheVault) throws IOException {
        Path warehouse = world.home().resolve("warehouse");
        return files(warehouse).stream()
                .filter(file -> file.toString().endsWith(".parquet"))
                .filter(file -> isVault(warehouse.relativize(file).toString()) == ofTheVault)
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        return NightWorld.listing(folder).stream().filter(Files::isRegularFile).toList();
    }

    private static boolean contains(byte[] bytes, byte[] sought) {
        for (int i = 0; i + sought.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + sought.length, sought, 0, sought.length)) {
                return true;
            }
        }
        return false;
    }
}
