package daybreak.jobs.ingest;

import static daybreak.jobs.tabular.Workbooks.gzip;
import static daybreak.jobs.tabular.Workbooks.utf8;
import static daybreak.jobs.tabular.Workbooks.zip;
import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.tabular.TableFile;
import daybreak.jobs.tabular.TableRecord;
import daybreak.jobs.tabular.TableRecords;
import daybreak.jobs.tabular.Workbooks;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.source.Feed;
import daybreak.schemas.source.Notation;
import daybreak.schemas.source.TextForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One small file as CSV and as workbook, bare and packed: whatever it is, the same typed rows. */
class SheetMatrixTest {

    private static final ExportContract LISTINGS = ExportContracts.load().of("listings");
    private static final Feed FEED = Feed.byContract("listings");
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final List<String> HEADER = List.of("房源编号", "community_id", "挂牌时间", "挂牌价", "deleted");
    private static final String CSV = """
            房源编号,community_id,挂牌时间,挂牌价,deleted
            1001,C1,2026-01-31 09:30:00,3200000.55,false
            D2,C2,2026-02-28,0.3,true
            D3,,2026-03-01 23:59:59,,
            """;
    /** By how many days the calendar since 1904 is behind that since 1900. */
    private static final double BEHIND = 1462;

    @TempDir
    Path folder;

    @Test
    void everyFormGivesTheRowsOfTheCsv() throws IOException {
        List<List<@Nullable Object>> expected = rows(utf8(CSV));
        assertThat(expected).hasSize(3);
        assertThat(expected.get(0).subList(0, 1)).containsExactly("1001");
        Map<String, byte[]> books = new LinkedHashMap<>();
        books.put("real dates", written(true));
        books.put("dates as text", written(false));
        books.put("since 1900", byHand(0));
        books.put("since 1904", byHand(BEHIND));
        books.put("CSV", utf8(CSV));
        for (Map.Entry<String, byte[]> book : books.entrySet()) {
            byte[] bare = book.getValue();
            Map<String, byte[]> forms = Map.of(
                    "bare", bare,
                    "gzip", gzip(bare),
                    "ZIP", zip(Map.of("listings", bare)),
                    "gzip in ZIP", zip(Map.of("listings.gz", gzip(bare))),
                    "ZIP in gzip", gzip(zip(Map.of("listings", bare))));
            for (Map.Entry<String, byte[]> form : forms.entrySet()) {
                assertThat(rows(form.getValue()))
                        .as(book.getKey() + ", " + form.getKey())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aCellThatIsNotWhatWasEnteredIsRefusedWhereItMatters() throws IOException {
        byte[] book = Workbooks.of("""
                <row r="1"><c r="A1" t="inlineStr"><is><t>listing_id</t></is></c><c r="B1" t="inlineStr"><is><t>listed_at</t></is></c>
                <c r="C1" t="inlineStr"><is><t>list_price</t></is></c><c r="D1" t="inlineStr"><is><t>备用</t></is></c></row>
                <row r="2"><c r="A2"><v>310101199001011230</v></c><c r="B2" s="1"><v>46053</v></c></row>
                <row r="3"><c r="A3"><v>1</v></c><c r="B3" s="1"><v>46053</v></c><c r="C3" t="e"><v>#N/A</v></c></row>
                <row r="4"><c r="A4"><v>2</v></c><c r="B4" s="1"><v>46053</v></c><c r="C4"><f>1+1</f></c></row>
                <row r="5"><c r="A5"><v>3</v></c><c r="B5" s="1"><v>46053</v></c><c r="D5"><v>310101199001011230</v></c></row>
                <row r="6"><c r="A6"><v>4</v></c><c r="B6"><v>46053</v></c></row>
                """);
        assertThat(refusals(book))
                .containsExactly(
                        "listings.xlsx, line 2, column listing_id: A cell of a workbook holds a number of 16 digits or more, of"
                                + " which it keeps 15; the id is not whole. Expected: the id as text; format the column as"
                                + " text before the ids are entered, or export CSV.",
                        "listings.xlsx, line 3, column list_price: A cell of a workbook shows an error in place of a value."
                                + " Expected: a value.",
                        "listings.xlsx, line 4, column list_price: A cell of a workbook holds a formula whose result was not saved."
                                + " Expected: the formula's result; open the workbook in Excel and save it.",
                        "listings.xlsx, line 6, column listed_at: A cell is not a time of an accepted form."
                                + " Expected: a time such as 2026-01-31 09:30:00.");
    }

    /** By another program's writer: a title merged over the columns, a blank row, the header, the rows. */
    private static byte[] written(boolean realDates) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook book = new Workbook(bytes, "Daybreak", "1.0")) {
            Worksheet sheet = book.newWorksheet("房源");
            sheet.value(0, 0, "房源明细（导出）");
            sheet.range(0, 0, 0, 4).merge();
            for (int i = 0; i < HEADER.size(); i++) {
                sheet.value(2, i, HEADER.get(i));
            }
            sheet.value(3, 0, 1001);
            sheet.value(3, 1, "C1");
            date(sheet, 3, realDates, "2026-01-31T09:30:00");
            sheet.value(3, 3, 3200000.55);
            sheet.value(3, 4, false);
            sheet.value(4, 0, "D2");
            sheet.value(4, 1, "C2");
            date(sheet, 4, realDates, "2026-02-28T00:00:00");
            sheet.value(4, 3, 0.1 + 0.2);
            sheet.value(4, 4, "是");
            sheet.value(5, 0, "D3");
            date(sheet, 5, realDates, "2026-03-01T23:59:59");
        }
        return bytes.toByteArray();
    }

    private static void date(Worksheet sheet, int row, boolean real, String time) {
        if (real) {
            sheet.value(row, 2, LocalDateTime.parse(time));
            sheet.style(row, 2).format("yyyy/m/d h:mm").set();
        } else {
            sheet.value(row, 2, time.replace('T', ' '));
        }
    }

    private static byte[] byHand(double behind) {
        StringBuilder header = new StringBuilder("<row r=\"1\">");
        HEADER.forEach(
                name -> header.append("<c t=\"inlineStr\"><is><t>").append(name).append("</t></is></c>"));
        String rows = header + """
                </row><row r="2"><c r="A2"><v>1001</v></c><c r="B2" t="str"><f>"C"&amp;1</f><v>C1</v></c>
                <c r="C2" s="1"><v>%s</v></c><c r="D2" t="inlineStr"><is><t>3200000.55</t></is></c><c r="E2" t="b"><v>0</v></c></row>
                <row r="3"><c r="A3" t="inlineStr"><is><t>D2</t></is></c><c r="B3" t="inlineStr"><is><t>C2</t></is></c>
                <c r="C3" s="2"><v>%s</v></c><c r="D3"><v>0.30000000000000004</v></c><c r="E3"><v>1</v></c></row>
                <row r="4"><c r="A4" t="inlineStr"><is><t>D3</t></is></c><c r="C4" s="1"><v>%s</v></c></row>
                """.formatted(46053.395833333336 - behind, 46081 - behind, 46082.99998842592 - behind);
        return behind == 0 ? Workbooks.of(rows) : Workbooks.of1904(rows);
    }

    private List<List<@Nullable Object>> rows(byte[] bytes) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        assertThat(read(bytes, rows)).isEmpty();
        return rows;
    }

    private List<String> refusals(byte[] bytes) throws IOException {
        return read(bytes, new ArrayList<>());
    }

    /** The sentences of the rows refused; the others are added. */
    private List<String> read(byte[] bytes, List<List<@Nullable Object>> rows) throws IOException {
        Path file = Files.write(folder.resolve("listings"), bytes);
        List<String> refused = new ArrayList<>();
        TableFile form = new TableFile(TextForm.FOUND_OUT, FeedReader.knownHeaders(LISTINGS, FEED));
        try (TableRecords table = form.open(file)) {
            TableRecord header = table.header();
            List<String> names = header == null ? List.of() : header.cells();
            FeedReader reader = new FeedReader(
                    LISTINGS, FEED, names, "listings", new TimeForms(SHANGHAI, List.of()), Notation.BY_CONTRACT);
            for (TableRecord record = table.next(); record != null; record = table.next()) {
                assertThat(record.malformation()).isNull();
                Refusal refusal = reader.read(record.cells(), record.faults());
                if (refusal == null) {
                    rows.add(new ArrayList<>(Arrays.asList(reader.values())));
                } else {
                    refused.add(refusal.message("listings.xlsx", record.line()));
                }
            }
        }
        return refused;
    }
}
