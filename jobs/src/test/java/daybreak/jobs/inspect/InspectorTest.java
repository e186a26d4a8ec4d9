package daybreak.jobs.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.SharedFolder;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectorTest {

    private static final Inspector INSPECTOR = new Inspector(ExportContracts.load());

    @TempDir
    Path directory;

    @Test
    void everyRealFileIsWhatOtherReadersSayItIs() throws IOException {
        Path real = SharedFolder.of("real");
        List<Path> files;
        try (Stream<Path> all = Files.walk(real)) {
            files = all.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
        List<String> found = files.stream()
                .map(file -> real.relativize(file) + " | " + described(file))
                .toList();
        assertThat(found)
                .containsExactly(
                        "maven-crm/accounts.csv | UTF-8, comma, 1 header, 85 rows, 0 malformed, 7 columns, null",
                        "maven-crm/products.csv | UTF-8, comma, 1 header, 7 rows, 0 malformed, 3 columns, null",
                        "maven-crm/sales_pipeline.csv | UTF-8, comma, 1 header, 8800 rows, 0 malformed, 8 columns, leads",
                        "maven-crm/sales_teams.csv | UTF-8, comma, 1 header, 35 rows, 0 malformed, 3 columns, agents",
                        "statistics/lung.csv | UTF-8, comma, 1 header, 228 rows, 0 malformed, 10 columns, null",
                        "taiwan-deals/a_lvr_land_a.csv | UTF-8 with BOM, comma, 2 header, 8841 rows, 0 malformed,"
                                + " 32 columns, listings");
    }

    @Test
    void theColumnsOfARealPipelineAreCounted() throws IOException {
        Inspection pipeline = inspected(SharedFolder.of("real/maven-crm/sales_pipeline.csv"));
        assertThat(pipeline.columns())
                .extracting(ColumnProfile::header, ColumnProfile::type, ColumnProfile::filled, ColumnProfile::distinct)
                .containsExactly(
                        tuple("opportunity_id", CellType.TEXT, 8800L, 8800L),
                        tuple("sales_agent", CellType.ENUMERATION, 8800L, 30L),
                        tuple("product", CellType.ENUMERATION, 8800L, 7L),
                        tuple("account", CellType.TEXT, 8800L, 86L),
                        tuple("deal_stage", CellType.ENUMERATION, 8800L, 4L),
                        tuple("engage_date", CellType.DATE, 8300L, 421L),
                        tuple("close_date", CellType.DATE, 6711L, 306L),
                        tuple("close_value", CellType.INTEGER, 8800L, 2051L));
        assertThat(pipeline.dates()).containsExactly("d-M-yyyy");
        assertThat(pipeline.columns().get(1).examples()).containsExactly("M***", "D***", "Z***");
        assertThat(pipeline.columns().get(4).examples()).containsExactly("Won", "Engaging", "Lost");
    }

    @Test
    void whatMayBePersonalIsMasked() throws IOException {
        Path file = directory.resolve("t.csv");
        Files.writeString(file, """
                编号,甲,乙,丙,丁,渠道,经理
                L1,13800000000,110101199001011234,王小明,a@example.com,朋友圈,Ada
                L2,13900000001,11010119900101123X,李雷,b@example.com,到店,Bo
                """);
        assertThat(inspected(file).columns())
                .extracting(column -> String.join(" ", column.examples()))
                .containsExactly(
                        "L*** L***",
                        "138****0000 139****0001",
                        "1*** 1***",
                        "王*** 李***",
                        "a*** b***",
                        "朋*** 到***",
                        "A*** B***");
    }

    @Test
    void distinctCellsAreCountedUpToALimit() throws IOException {
        Path file = directory.resolve("t.csv");
        StringBuilder text = new StringBuilder("lead_id,channel\n");
        for (int i = 0; i <= ColumnContents.MOST_DISTINCT; i++) {
            text.append("L").append(i).append(i % 2 == 0 ? ",朋友圈\n" : ",到店\n");
        }
        Files.writeString(file, text);
        assertThat(inspected(file).columns())
                .extracting(ColumnProfile::distinct, ColumnProfile::distinctCut, ColumnProfile::examples)
                .containsExactly(
                        tuple(10_000L, true, List.of("L0", "L1", "L2")), tuple(2L, false, List.of("朋友圈", "到店")));
    }

    @Test
    void whichOfDayAndMonthComesFirstIsNotGuessed() throws IOException {
        Path file = directory.resolve("leads.csv");
        Files.writeString(file, "lead_id,client_id,created_at\nL1,C1,03/04/2026\nL2,C2,05/06/2026\n");
        assertThat(ProposedMapping.of("crm", List.of(inspected(file)))).startsWith("""
                source: "crm"
                # Which of day and month comes first cannot be told; name one of M/d/yyyy, d/M/yyyy under dates.
                files:
                """);
        Files.writeString(
                file, "lead_id,client_id,created_at,lost_at\nL1,C1,03/04/2026,31/05/2026\nL2,C2,05/06/2026,\n");
        assertThat(inspected(file).dates()).containsExactly("d/M/yyyy");
    }

    private static Tuple tuple(Object... values) {
        return Tuple.tuple(values);
    }

    private static Inspection inspected(Path file) throws IOException {
        return INSPECTOR.inspect(file, null);
    }

    private static String described(Path file) {
        try {
            Inspection inspection = inspected(file);
            String form = inspection.finding().described();
            return form.substring(0, form.indexOf(',')) + ", "
                    + (form.contains("separator comma,") ? "comma" : form) + ", "
                    + inspection.finding().headerLines() + " header, " + inspection.rows() + " rows, "
                    + inspection.malformed() + " malformed, "
                    + inspection.columns().size() + " columns, "
                    + inspection.entity();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
