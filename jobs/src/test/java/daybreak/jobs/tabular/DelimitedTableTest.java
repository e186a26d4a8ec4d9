package daybreak.jobs.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.jobs.tabular.Texts.ReadTable;
import daybreak.schemas.source.Escape;
import daybreak.schemas.source.TextEncoding;
import daybreak.schemas.source.TextForm;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DelimitedTableTest {

    private static final String ROWS = "L1,2026-01-05,12\nL2,2026-01-06,7\n";

    // Dialects

    @Test
    void separatorQuoteAndEscapeAreFoundOut() throws IOException {
        assertDialect("a,b\n1,2\n", Dialect.RFC_4180);
        assertDialect("a\tb\n1\t2,5\n", new Dialect('\t', '"', Escape.DOUBLED, false));
        assertDialect("a;b\n1;2,5\n3;4\n", new Dialect(';', '"', Escape.DOUBLED, false));
        assertDialect("a|b\n1;2|x\n", new Dialect('|', '"', Escape.DOUBLED, false));
        assertDialect("a,b\n'1, or 2',x\n3,y\n", new Dialect(',', '\'', Escape.DOUBLED, false));
        assertDialect("a,b\n\"5\\\" pipe, new\",x\n3,y\n", new Dialect(',', '"', Escape.BACKSLASH, false));
        assertDialect("a, b\n1, \"x, y\"\n2, z\n", new Dialect(',', '"', Escape.DOUBLED, true));
    }

    @Test
    void namesOfKnownColumnsTellTheSeparatorWhateverTheRowsHold() throws IOException {
        String text = "lead_id;note\nL1;a,b,c,d\nL2;e,f,g,h\n";
        assertThat(Texts.table(text, "lead_id", "note").header()).containsExactly("lead_id", "note");
    }

    @Test
    void whatTheMappingSaysIsNotFoundOut() throws IOException {
        TextForm said = new TextForm(TextEncoding.BIG5, '|', '\'', Escape.DOUBLED, null, null, null);
        ReadTable table = Texts.table("a,b|'客|戶'\n1,2|x\n".getBytes(Charset.forName("Big5")), said);
        assertThat(table.header()).containsExactly("a,b", "客|戶");
        assertThat(table.good()).containsExactly(List.of("1,2", "x"));
        assertThat(table.finding().described()).isEqualTo("Big5, separator pipe, quote ', escape doubled, LF");
    }

    @Test
    void aTextThatIsNoTableInAnyDialectIsRefusedWithTheBestAttempt() {
        assertThatThrownBy(() -> Texts.table("one, two\nthree\nfour, five, six, seven\neight, nine, ten\n"))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessage(
                        "The file is no table that can be read without guessing: with separator comma, quote \", escape"
                                + " doubled, which fits best, 1 of the first 4 records have the same number of cells and 0 have"
                                + " broken quotes. Say in the source's mapping what its separator, quote and escape are.");
    }

    // Header, preamble and footer

    @Test
    void theHeaderIsTheLineWithMostKnownNames() throws IOException {
        ReadTable table =
                Texts.table("线索导出\n门店,城东店,id\n\nid,date,other,count\nL1,2026-01-05,x,1\n", "id", "date", "count");
        assertThat(table.header()).containsExactly("id", "date", "other", "count");
        assertThat(table.good()).containsExactly(List.of("L1", "2026-01-05", "x", "1"));
        assertThat(table.finding().preambleLines()).isEqualTo(2);
    }

    @Test
    void aHeaderInTwoLanguagesIsOneHeader() throws IOException {
        ReadTable table = Texts.table("编号,日期\nid,date\nL1,2026-01-05\n", "编号", "日期", "id", "date");
        assertThat(table.header()).containsExactly("编号", "日期");
        assertThat(table.records()).extracting(TableRecord::line).containsExactly(3L);
        assertThat(table.finding().headerLines()).isEqualTo(2);
    }

    @Test
    void aRowWithANameOfAColumnInACellIsARow() throws IOException {
        ReadTable table = Texts.table("id,other,more\nid,a,b\nL2,date,c\n", "id", "date");
        assertThat(table.header()).containsExactly("id", "other", "more");
        assertThat(table.good()).containsExactly(List.of("id", "a", "b"), List.of("L2", "date", "c"));
        assertThat(Texts.table("x,y\nL1,date\nL2,z\n", "id", "date").good()).hasSize(2);
    }

    @Test
    void withoutKnownNamesTheHeaderIsWhatDoesNotLookLikeTheRecords() throws IOException {
        assertThat(Texts.table("id,date,count\n" + ROWS).header()).containsExactly("id", "date", "count");
        ReadTable two = Texts.table("Lead,First,Contacts\nid,date,count\n" + ROWS.repeat(4));
        assertThat(two.header()).containsExactly("Lead id", "First date", "Contacts count");
        assertThat(Texts.table("id,date,count\nid,date,count\n" + ROWS.repeat(4))
                        .header())
                .as("what a text says twice is not one cell")
                .containsExactly("id id", "date date", "count count");
        assertThat(two.good()).hasSize(8);
        ReadTable none = Texts.table(ROWS.repeat(4));
        assertThat(none.header()).isEmpty();
        assertThat(none.good()).hasSize(8);
        assertThat(none.finding().described())
                .isEqualTo("UTF-8, separator comma, quote \", escape doubled, LF, no header");
    }

    @Test
    void titlesAboveTheHeaderAreAPreamble() throws IOException {
        ReadTable table = Texts.table("Export of leads,,\n,,\nid,date,count\n" + ROWS);
        assertThat(table.header()).containsExactly("id", "date", "count");
        assertThat(table.good()).hasSize(2);
        assertThat(table.finding().preambleLines()).isEqualTo(2);
    }

    @Test
    void aHeaderOfAnotherWidthThanTheRecordsIsMalformed() throws IOException {
        try (TableRecords table =
                DelimitedTable.open(Texts.source(Texts.utf8("id,date\n" + ROWS)), TextForm.FOUND_OUT, Set.of())) {
            assertThat(table.header())
                    .isEqualTo(
                            new TableRecord(1, List.of("id", "date"), Malformation.of(Malformation.Kind.CELL_COUNT)));
        }
    }

    @Test
    void whatSaysThatItIsAFooterIsOneAtTheEndAlone() throws IOException {
        for (String footer : List.of(
                "总记录数: 2",
                "共 2 条记录",
                "合计,,19",
                "Total: 2",
                "(2 rows affected)",
                "导出时间：2026-01-06 08:00\n制表人：某某",
                "----------\n总计 2")) {
            ReadTable table = Texts.table("id,date,count\n" + ROWS + "\n" + footer + "\n\n");
            assertThat(table.good()).as(footer).hasSize(2);
            assertThat(table.malformed()).as(footer).isEmpty();
            assertThat(table.finding().footerLines()).as(footer).isEqualTo((int)
                    footer.lines().count());
        }
        ReadTable middle = Texts.table("id,date,count\n总记录数: 2\n" + ROWS);
        assertThat(middle.malformed()).containsExactly("2 CELL_COUNT");
        assertThat(middle.finding().footerLines()).isZero();
    }

    @Test
    void aRecordThatWasCutIsNoFooter() throws IOException {
        for (String cut : List.of("L3", "L3,2026", "测试甲", "12", "Totally new", "总店3")) {
            ReadTable table = Texts.table("id,date,count\n" + ROWS + cut);
            assertThat(table.malformed()).as(cut).containsExactly("4 CELL_COUNT");
        }
    }

    @Test
    void aRowWhoseFirstCellIsLikeAFooterIsARow() throws IOException {
        for (String row : List.of("合计,2026-01-07,3", "备注1,,3", "Total recall,,")) {
            assertThat(Texts.table("id,date,count\n" + ROWS + row).good())
                    .as(row)
                    .hasSize(3);
        }
    }

    @Test
    void linesAroundTheTableThatTheMappingSaysAreTaken() throws IOException {
        TextForm said = new TextForm(null, null, null, null, 1, 1, 2);
        ReadTable table = Texts.table(Texts.utf8("2026,01,05\n2026,01,06\n" + ROWS + "L3,2026-01-07,1\n"), said);
        assertThat(table.header()).containsExactly("2026", "01", "06");
        assertThat(table.good()).containsExactly(List.of("L1", "2026-01-05", "12"));
        assertThat(table.finding().footerLines()).isEqualTo(2);
    }

    @Test
    void belowASecondHeaderNothingIsTaken() throws IOException {
        ReadTable table = Texts.table("id,date,count\n" + ROWS + "id,date,\"count\"\nL9,2026-01-05,1\n");
        assertThat(table.good()).hasSize(2);
        assertThat(table.malformed()).containsExactly("4 SECOND_TABLE", "5 SECOND_TABLE");
    }

    @Test
    void anEmptyFileIsATableWithoutHeaderAndRecords() throws IOException {
        for (String text : List.of("", "\n\r\n", "\uFEFF")) {
            ReadTable table = Texts.table(text, "id");
            assertThat(table.header()).isEmpty();
            assertThat(table.records()).isEmpty();
        }
        ReadTable header = Texts.table("id,date");
        assertThat(header.header()).containsExactly("id", "date");
        assertThat(header.records()).isEmpty();
    }

    @Test
    void theLineEndingIsFound() throws IOException {
        assertThat(Texts.table("a,b\r1,2\r").finding().lineEnding()).isEqualTo(LineEnding.CR);
        assertThat(Texts.table("a,b\r\n1,2\r\n").finding().lineEnding()).isEqualTo(LineEnding.CRLF);
        assertThat(Texts.table("a,b\r\n1,2\n").finding().lineEnding()).isEqualTo(LineEnding.MIXED);
        assertThat(Texts.table("a,b").finding().lineEnding()).isNull();
    }

    private static void assertDialect(String text, Dialect dialect) throws IOException {
        ReadTable table = Texts.table(text);
        assertThat(table.finding().dialect()).as(text).isEqualTo(dialect);
        assertThat(table.malformed()).as(text).isEmpty();
        assertThat(table.header()).as(text).containsExactly("a", "b");
    }
}
