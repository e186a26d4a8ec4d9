package daybreak.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.inspect.Inspector;
import daybreak.jobs.inspect.ProposedMapping;
import daybreak.jobs.tabular.TableFile;
import daybreak.jobs.tabular.TableRecord;
import daybreak.jobs.tabular.TableRecords;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.source.Feed;
import daybreak.schemas.source.SourceMapping;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapping that was proposed for a file, saved as it is, takes the file in. */
class ProposedMappingTest {

    private static final ExportContracts CONTRACTS = ExportContracts.load();
    private static final ExportContract LEADS = CONTRACTS.of("leads");

    @TempDir
    Path directory;

    @Test
    void aFileInAnotherOrderAndDateFormIsTakenIn() throws IOException {
        Path file = directory.resolve("新线索.csv");
        Files.write(file, """
                创建时间;渠道;*线索编号;客户编号;状态
                2026/1/5 9:30;短视频;L1;C1;New
                2026/11/23 18:05;到店;L2;C2;Signed
                """.getBytes(Charset.forName("GBK")));
        Path mapping = directory.resolve("new-crm.yaml");
        Files.writeString(
                mapping, ProposedMapping.of("new-crm", List.of(new Inspector(CONTRACTS).inspect(file, null))));
        assertThat(mapping).hasContent("""
                source: "new-crm"
                dates: ["yyyy/M/d H:mm"]
                files:
                  - name: "新线索.csv"
                    encoding: GB18030
                    dialect: {separator: ";"}
                    feeds:
                      - entity: leads
                        columns:
                          lead_id: "*线索编号"
                          status: {from: 状态, values: {"New": "new", Signed: "signed"}}
                """);
        assertThat(rows(file, SourceMapping.load(mapping.toString(), CONTRACTS)))
                .containsExactly(
                        List.of("L1", "C1", "short_video", micros("2026-01-05T01:30"), "new"),
                        List.of("L2", "C2", "walk_in", micros("2026-11-23T10:05"), "signed"));
    }

    private static List<List<Object>> rows(Path path, SourceMapping source) throws IOException {
        var file = source.files().get(0);
        Feed feed = file.feeds().get(0);
        TimeForms times =
                new TimeForms(ZoneId.of("Asia/Shanghai"), source.notation().dateForms());
        List<List<Object>> rows = new ArrayList<>();
        try (TableRecords table =
                new TableFile(file.form().orElse(source.form()), FeedReader.knownHeaders(LEADS, feed)).open(path)) {
            List<String> header = Objects.requireNonNull(table.header()).cells();
            FeedReader reader = new FeedReader(LEADS, feed, header, file.file(), times, source.notation());
            for (TableRecord record = table.next(); record != null; record = table.next()) {
                assertThat(reader.read(record.cells())).isNull();
                List<Object> row = new ArrayList<>();
                for (Object value : reader.values()) {
                    if (value != null) {
                        row.add(value);
                    }
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static long micros(String utc) {
        return LocalDateTime.parse(utc).toEpochSecond(ZoneOffset.UTC) * 1_000_000L;
    }
}
