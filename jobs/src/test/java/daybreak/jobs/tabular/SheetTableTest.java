package daybreak.jobs.tabular;

import static daybreak.jobs.tabular.Workbooks.row;
import static daybreak.jobs.tabular.Workbooks.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.jobs.SharedFolder;
import daybreak.jobs.tabular.Texts.ReadTable;
import daybreak.schemas.source.TextForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetTableTest {

    private static final TextForm SHEET_2 = new TextForm(null, null, null, null, null, null, null, "二月");

    @TempDir
    Path folder;

    @Test
    void theHeaderStandsBelowAMergedNoteAndTheTotalIsNoRow() throws IOException {
        Map<String, byte[]> parts = Workbooks.parts("");
        parts.put(
                Workbooks.SHEET,
                utf8(Workbooks.sheet(
                        row(1, "导出说明：本表仅供内部使用")
                                + row(3, "id", "name", "note")
                                + row(4, "1", "甲")
                                + row(5, "2", "乙", "x")
                                + row(6, "合计：2"),
                        "<mergeCells count=\"1\"><mergeCell ref=\"A1:C1\"/></mergeCells>")));
        ReadTable table = read(Workbooks.zip(parts), TextForm.FOUND_OUT, "id", "name");
        assertThat(table.header()).containsExactly("id", "name", "note");
        assertThat(table.records())
                .containsExactly(
                        new TableRecord(4, List.of("1", "甲", ""), null),
                        new TableRecord(5, List.of("2", "乙", "x"), null));
        assertThat(table.finding().described()).isEqualTo("XLSX, sheet Sheet1, 1 line of preamble, 1 line of footer");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1900-01-01",
        "59, 1, 1900-02-28",
        // A day that never was stays the number that it is.
        "60, 1, 60",
        "61, 1, 1900-03-01",
        "46053, 2, 2026-01-31",
        "46053.395833333336, 1, 2026-01-31 09:30:00",
        "46053.99999, 1, 2026-01-31 23:59:59.136",
        "2958465, 1, 9999-12-31",
        "2958466, 1, 2958466",
        "-1, 1, -1",
        "0.5, 1, 0.5",
        "46053, 0, 46053",
        "1.25, 4, 1.25",
        "42, 3, 00042",
        "123456, 3, 123456",
        "1234.5, 5, 1234.5",
        "0.30000000000000004, 0, 0.3",
        "1.5E+3, 0, 1500",
        "999999999999999, 0, 999999999999999",
        "-0.1, 0, -0.1",
        "1E-3, 0, 0.001"
    })
    void aNumberIsWhatItsFormatSays(String stored, int style, String text) throws IOException {
        byte[] book = Workbooks.of(
                row(1, "id") + "<row r=\"2\"><c r=\"A2\" s=\"" + style + "\"><v>" + stored + "</v></c></row>");
        assertThat(read(book, TextForm.FOUND_OUT, "id").good()).containsExactly(List.of(text));
    }

    @ParameterizedTest
    @CsvSource({"0, 1904-01-01", "60, 1904-03-01", "44591.5, 2026-01-31 12:00:00"})
    void datesMayBeCountedFrom1904(String stored, String text) throws IOException {
        byte[] book =
                Workbooks.of1904(row(1, "id") + "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>" + stored + "</v></c></row>");
        ReadTable table = read(book, TextForm.FOUND_OUT, "id");
        assertThat(table.good()).containsExactly(List.of(text));
        assertThat(table.finding().described()).isEqualTo("XLSX, sheet Sheet1, dates since 1904");
    }

    @Test
    void everyKindOfCellIsReadAsText() throws IOException {
        Map<String, byte[]> parts = Workbooks.parts(row(1, "a", "b", "c", "d", "e", "f") + """
                <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="str"><f>A1&amp;"x"</f><v>ax</v></c>
                <c r="D2"><f>1+1</f><v>2</v></c><c r="E2" t="d"><v>2026-01-31T09:30:00</v></c><c r="F2" t="s"><v>0</v></c></row>
                <row><c><v>7</v></c><c t="b"><v>0</v></c><c t="inlineStr"><is><t>line_x000D_</t></is></c></row>
                """);
        parts.put(Workbooks.STRINGS, utf8("""
                <sst><si><t xml:space="preserve"> a &amp; b </t></si>
                <si><r><t>两</t></r><r><rPr><b/></rPr><t>室</t></r><rPh sb="0" eb="1"><t>ryo</t></rPh></si></sst>
                """));
        ReadTable table = read(Workbooks.zip(parts), TextForm.FOUND_OUT, "a", "b");
        assertThat(table.records())
                .containsExactly(
                        new TableRecord(2, List.of("两室", "true", "ax", "2", "2026-01-31T09:30:00", " a & b "), null),
                        new TableRecord(3, List.of("7", "false", "line\r", "", "", ""), null));
    }

    @Test
    void aCellThatIsNotWhatWasEnteredSaysSo() throws IOException {
        byte[] book = Workbooks.of(row(1, "a", "b", "c", "d") + """
                <row r="2"><c r="A2"><v>1234567890123456</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>
                <c r="C2"><f>A2+1</f></c><c r="D2" t="inlineStr"><is><t>1234567890123456</t></is></c></row>
                """);
        TableRecord record = read(book, TextForm.FOUND_OUT, "a", "b").records().get(0);
        assertThat(record.faults())
                .isEqualTo(Map.of(0, CellFault.ROUNDED, 1, CellFault.ERROR, 2, CellFault.NOT_CALCULATED));
        assertThat(record.cells().get(3)).isEqualTo("1234567890123456");
    }

    @Test
    void aCellMergedOverRowsCountsForEachAndHiddenRowsAreRead() throws IOException {
        Map<String, byte[]> parts = Workbooks.parts("");
        parts.put(
                Workbooks.SHEET,
                utf8(Workbooks.sheet(
                        row(1, "store", "id")
                                + row(2, "东门店", "1")
                                + row(3, "", "2").replace("<row ", "<row hidden=\"1\" ")
                                + row(4, "", "3")
                                + row(6, "西门店", "4"),
                        "<mergeCells><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"A6:B7\"/></mergeCells>")));
        ReadTable table = read(Workbooks.zip(parts), TextForm.FOUND_OUT, "store", "id");
        assertThat(table.good())
                .containsExactly(List.of("东门店", "1"), List.of("东门店", "2"), List.of("", "3"), List.of("西门店", "4"));
        assertThat(table.finding().described())
                .isEqualTo("XLSX, sheet Sheet1, 1 hidden row read, 1 cell filled from merged ones");
    }

    @Test
    void aCellBesideTheHeaderIsOneTooMany() throws IOException {
        byte[] book = Workbooks.of(row(1, "a", "b") + row(2, "1", "2", "3") + row(3, "4"));
        ReadTable table = read(book, TextForm.FOUND_OUT, "a", "b");
        assertThat(table.malformed()).containsExactly("2 CELL_COUNT");
        assertThat(table.good()).containsExactly(List.of("4", ""));
    }

    @Test
    void aTableOfUnknownColumnsIsFoundBelowItsTitle() throws IOException {
        byte[] book = Workbooks.of(row(1, "周报") + row(2, "编号", "金额") + row(3, "A1", "12.5") + row(4, "A2", "13"));
        ReadTable table = read(book, TextForm.FOUND_OUT);
        assertThat(table.header()).containsExactly("编号", "金额");
        assertThat(table.good()).containsExactly(List.of("A1", "12.5"), List.of("A2", "13"));
    }

    @Test
    void theMappingMayNameTheSheet() throws IOException {
        assertThat(read(twoSheets(""), SHEET_2, "id").good()).containsExactly(List.of("B"));
        assertThat(read(twoSheets("state=\"hidden\""), TextForm.FOUND_OUT, "id").good())
                .containsExactly(List.of("B"));
        assertThatThrownBy(() -> read(Workbooks.of(row(1, "id")), SHEET_2, "id"))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessage("The workbook has no sheet 二月, which the source's mapping names; it has Sheet1.");
        assertThatThrownBy(() -> read(twoSheets(""), TextForm.FOUND_OUT, "lead_id"))
                .hasMessage("The sheet 说明, the first of the workbook, has none of the columns expected;"
                        + " say in the source's mapping which it is of 说明, 二月.");
    }

    private static byte[] twoSheets(String firstState) {
        Map<String, byte[]> parts = Workbooks.parts(row(1, "id") + row(2, "A"));
        parts.put("xl/worksheets/sheet2.xml", utf8(Workbooks.sheet(row(1, "id") + row(2, "B"), "")));
        parts.put(
                Workbooks.WORKBOOK,
                utf8(Workbooks.workbook(
                        "",
                        "<sheet name=\"说明\" " + firstState + " r:id=\"rId1\"/><sheet name=\"二月\" r:id=\"rId2\"/>")));
        return Workbooks.zip(parts);
    }

    @ParameterizedTest
    @ValueSource(strings = {Workbooks.WORKBOOK, Workbooks.SHEET, Workbooks.STRINGS})
    void nothingOutsideIsLookedUp(String part) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "tops3cret");
        String document = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>"
                + Workbooks.sheet(row(1, "id") + row(2, "&e;"), "");
        assertRefusedWithoutLookingUp(part, document);
    }

    @ParameterizedTest
    @ValueSource(strings = {Workbooks.WORKBOOK, Workbooks.SHEET, Workbooks.STRINGS})
    void knownAttacksByEntitiesAreRefused(String part) throws IOException {
        String readme = Files.readString(SharedFolder.of("corpora/payloads/XXE Injection/README.md"));
        Matcher blocks = Pattern.compile("(?s)```xml\\R(.*?)```").matcher(readme);
        List<String> documents = new ArrayList<>();
        while (blocks.find()) {
            String document = blocks.group(1).strip();
            boolean isDocument = document.startsWith("<?xml") || document.startsWith("<!DOCTYPE");
            if (isDocument && document.contains("<!DOCTYPE")) {
                documents.add(document);
            }
        }
        assertThat(documents).hasSizeGreaterThan(10);
        for (String document : documents) {
            Map<String, byte[]> parts = Workbooks.parts(row(1, "id") + row(2, "A"));
            parts.put(part, utf8(document));
            assertThatThrownBy(() -> read(Workbooks.zip(parts), TextForm.FOUND_OUT, "id"))
                    .as(document)
                    .isInstanceOf(UnreadableTableException.class);
        }
    }

    private void assertRefusedWithoutLookingUp(String part, String document) {
        Map<String, byte[]> parts = Workbooks.parts(row(1, "id") + row(2, "A"));
        parts.put(part, utf8(document));
        assertThatThrownBy(() -> read(Workbooks.zip(parts), TextForm.FOUND_OUT, "id"))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessage("The workbook's part " + part + " declares a document type, as no workbook does. Nothing it"
                        + " refers to was read; find out where the file comes from.");
    }

    @Test
    void aBrokenPartIsNamed() {
        Map<String, byte[]> parts = Workbooks.parts("");
        parts.put(Workbooks.SHEET, utf8("<worksheet><sheetData><row r=\"1\"><c>Geheim"));
        assertThatThrownBy(() -> read(Workbooks.zip(parts), TextForm.FOUND_OUT, "id"))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessageStartingWith("The workbook's part xl/worksheets/sheet1.xml is broken at line 1, column ")
                .hasMessageNotContaining("Geheim");
    }

    @Test
    void aRowOfMoreCellsThanAnyIsRefused() {
        byte[] book = Workbooks.of("<row r=\"1\"><c r=\"ZZZZZZZ1\" t=\"inlineStr\"><is><t>id</t></is></c></row>");
        assertThatThrownBy(() -> read(book, TextForm.FOUND_OUT, "id"))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessageStartingWith("A row of the workbook has more cells than any workbook");
    }

    private ReadTable read(byte[] bytes, TextForm said, String... known) throws IOException {
        return Texts.table(Files.write(folder.resolve("table"), bytes), said, known);
    }
}
