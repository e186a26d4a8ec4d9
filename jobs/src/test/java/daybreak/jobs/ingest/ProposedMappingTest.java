package daybreak.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.SharedFolder;
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
import org.jspecify.annotations.Nullable;
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

    /** The register's days are of another calendar and its floors are words. */
    @Test
    void theRealRegisterIsTakenInAsItIsProposed() throws IOException {
        assertThat(takenIn("taiwan-deals/a_lvr_land_a.csv", """
                source: proposed
                files:
                  - name: a_lvr_land_a.csv
                    dialect: {header: 2}
                    feeds:
                      - entity: listings
                        columns:
                          listing_id: 編號
                          district: 鄉鎮市區
                          rooms: "建物現況格局-房"
                          area: 建物移轉總面積平方公尺
                          floor: {from: 移轉層次, match: "((?:地下)?[一二三四五六七八九十百]+)層(?:，.*)?|.*", numerals: chinese}
                          floors_total: {from: 總樓層數, match: "(.+)層", numerals: chinese}
                          listed_at: {from: 交易年月日, calendar: minguo}
                          # built_year is probably 建築完成年月; say here how: its unit or calendar, the part of the cell, or the rows.
                """)).isEqualTo(new Taken(8841, 0));
    }

    /** 500 opportunities were never engaged: they have no day on which they began, without which nothing counts them. */
    @Test
    void theRealPipelineIsTakenInAsItIsProposed() throws IOException {
        assertThat(takenIn("maven-crm/sales_pipeline.csv", null)).isEqualTo(new Taken(8300, 500));
    }

    private record Taken(int accepted, int refused) {}

    /** @param expected the mapping proposed; null: not looked at */
    private Taken takenIn(String real, @Nullable String expected) throws IOException {
        Path file = SharedFolder.of("real/" + real);
        Path mapping = directory.resolve("proposed.yaml");
        Files.writeString(
                mapping, ProposedMapping.of("proposed", List.of(new Inspector(CONTRACTS).inspect(file, null))));
        if (expected != null) {
            assertThat(mapping).hasContent(expected);
        }
        SourceMapping source = SourceMapping.load(mapping.toString(), CONTRACTS);
        Feed feed = source.files().get(0).feeds().get(0);
        ExportContract contract = CONTRACTS.of(feed.entity());
        TimeForms times =
                new TimeForms(ZoneId.of("Asia/Taipei"), source.notation().dateForms());
        int accepted = 0;
        int refused = 0;
        try (TableRecords table = new TableFile(
                        source.files().get(0).form().orElse(source.form()), FeedReader.knownHeaders(contract, feed))
                .open(file)) {
            List<String> header = Objects.requireNonNull(table.header()).cells();
            FeedReader reader = new FeedReader(contract, feed, header, file.toString(), times, source.notation());
            for (TableRecord record = table.next(); record != null; record = table.next()) {
                if (reader.read(record.cells()) == null) {
                    accepted++;
                } else {
                    refused++;
                }
            }
        }
        return new Taken(accepted, refused);
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
