package daybreak.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.tabular.DelimitedTable;
import daybreak.jobs.tabular.Finding;
import daybreak.jobs.tabular.TableRecord;
import daybreak.jobs.tabular.TableRecords;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.source.Escape;
import daybreak.schemas.source.Feed;
import daybreak.schemas.source.Notation;
import daybreak.schemas.source.TextForm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One small file in every form and encoding: whatever it is, the same typed rows. */
class FormMatrixTest {

    private static final ExportContract LEADS = ExportContracts.load().of("leads");
    private static final Feed FEED = Feed.byContract("leads");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final List<String> NAMES = List.of("线索编号", "客户编号", "渠道", "内容", "创建时间");
    private static final List<String> NAMES_IN_ENGLISH =
            List.of("lead_id", "client_id", "channel", "content", "created_at");
    private static final String AWKWARD = "三房 \"南北通透\", 'a\\b';\t采光|安静\n近地铁";
    private static final List<List<String>> ROWS = List.of(
            List.of("L1", "C1", "短视频", AWKWARD, "2026-01-05 09:30"),
            List.of("L2", "C2", "referral", "", "2026-01-05"),
            List.of("L3", "C1", "到店", "客户很满意", "2026-01-04T20:00:15"));

    private enum Surroundings {
        NOTHING,
        PREAMBLE,
        FOOTER,
        ALL
    }

    private enum Encoding {
        UTF_8("", StandardCharsets.UTF_8),
        UTF_8_WITH_MARK("\uFEFF", StandardCharsets.UTF_8),
        UTF_16LE("\uFEFF", StandardCharsets.UTF_16LE),
        UTF_16BE("\uFEFF", StandardCharsets.UTF_16BE),
        GB18030("", Charset.forName("GB18030"));

        private final String mark;
        private final Charset charset;

        Encoding(String mark, Charset charset) {
            this.mark = mark;
            this.charset = charset;
        }
    }

    @Test
    void everyFormInEveryEncodingGivesTheSameRows() throws IOException {
        int forms = 0;
        for (char separator : new char[] {',', '\t', ';', '|'}) {
            for (char quote : new char[] {'"', '\''}) {
                for (Escape escape : Escape.values()) {
                    for (List<String> endings :
                            List.of(List.of("\n"), List.of("\r\n"), List.of("\r"), List.of("\n", "\r\n", "\r"))) {
                        for (Surroundings surroundings : Surroundings.values()) {
                            String text = text(separator, quote, escape, endings, surroundings);
                            for (Encoding encoding : Encoding.values()) {
                                assertRows(text, encoding, surroundings);
                                forms++;
                            }
                        }
                    }
                }
            }
        }
        assertThat(forms).isEqualTo(1_280);
    }

    private static void assertRows(String text, Encoding encoding, Surroundings surroundings) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write((encoding.mark + text).getBytes(encoding.charset));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Finding finding;
        try (TableRecords table = DelimitedTable.open(
                () -> new ByteArrayInputStream(bytes.toByteArray()),
                TextForm.FOUND_OUT,
                FeedReader.knownHeaders(LEADS, FEED))) {
            TableRecord header = table.header();
            List<String> names = header == null ? List.of() : header.cells();
            FeedReader reader = new FeedReader(
                    LEADS, FEED, names, "leads.csv", new TimeForms(SHANGHAI, List.of()), Notation.BY_CONTRACT);
            for (TableRecord record = table.next(); record != null; record = table.next()) {
                assertThat(record.malformation()).as(encoding + " " + text).isNull();
                assertThat(reader.read(record.cells()))
                        .as(encoding + " " + text)
                        .isNull();
                rows.add(new ArrayList<>(Arrays.asList(reader.values())));
            }
            finding = table.finding();
        }
        assertThat(rows).as(encoding + " " + text).isEqualTo(expected());
        boolean isAll = surroundings == Surroundings.ALL;
        assertThat(List.of(finding.preambleLines(), finding.headerLines(), finding.footerLines()))
                .isEqualTo(List.of(
                        isAll || surroundings == Surroundings.PREAMBLE ? 2 : 0,
                        isAll ? 2 : 1,
                        isAll || surroundings == Surroundings.FOOTER ? 1 : 0));
    }

    private static List<List<@Nullable Object>> expected() {
        return List.of(
                row("L1", "C1", "short_video", AWKWARD, "2026-01-05T09:30"),
                row("L2", "C2", "referral", null, "2026-01-05T00:00"),
                row("L3", "C1", "walk_in", "客户很满意", "2026-01-04T20:00:15"));
    }

    /** In the order of the contract; Shanghai is eight hours before UTC. */
    private static List<@Nullable Object> row(
            String lead, String client, String channel, @Nullable String content, String createdAt) {
        long micros = LocalDateTime.parse(createdAt).toEpochSecond(ZoneOffset.ofHours(8)) * 1_000_000;
        List<@Nullable Object> row = new ArrayList<>();
        for (String column : LEADS.columns().stream().map(each -> each.name()).toList()) {
            row.add(
                    switch (column) {
                        case "lead_id" -> lead;
                        case "client_id" -> client;
                        case "channel" -> channel;
                        case "content" -> content;
                        case "created_at" -> micros;
                        default -> null;
                    });
        }
        return row;
    }

    private static String text(
            char separator, char quote, Escape escape, List<String> endings, Surroundings surroundings) {
        List<String> lines = new ArrayList<>();
        boolean isAll = surroundings == Surroundings.ALL;
        if (isAll || surroundings == Surroundings.PREAMBLE) {
            lines.add("线索导出");
            lines.add("");
            lines.add("导出日期：2026-01-05");
        }
        lines.add(line(NAMES, separator, quote, escape));
        if (isAll) {
            lines.add(line(NAMES_IN_ENGLISH, separator, quote, escape));
        }
        ROWS.forEach(row -> lines.add(line(row, separator, quote, escape)));
        if (isAll || surroundings == Surroundings.FOOTER) {
            lines.add("");
            lines.add("总记录数: 3");
            lines.add("");
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.get(i)).append(endings.get(i % endings.size()));
        }
        return text.toString();
    }

    private static String line(List<String> cells, char separator, char quote, Escape escape) {
        List<String> written = new ArrayList<>();
        for (String cell : cells) {
            String escaped = escape == Escape.DOUBLED
                    ? cell.replace("" + quote, "" + quote + quote)
                    : cell.replace("\\", "\\\\").replace("" + quote, "\\" + quote);
            boolean isQuoted = cell.contains("\n");
            written.add(isQuoted ? quote + escaped + quote : cell);
        }
        return String.join("" + separator, written);
    }
}
