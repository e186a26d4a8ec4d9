package daybreak.jobs.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import daybreak.jobs.SharedFolder;
import daybreak.jobs.tabular.Malformation.Kind;
import daybreak.schemas.source.Escape;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DelimitedRecordsTest {

    private static final Dialect RFC = Dialect.RFC_4180;
    private static final Dialect BACKSLASH = new Dialect(',', '"', Escape.BACKSLASH, false);
    private static final Dialect BLANK_AFTER_SEPARATOR = new Dialect(',', '"', Escape.DOUBLED, true);

    @Test
    void cellsStandBetweenSeparatorsAndRecordsBetweenLineEndingsOfAnyKind() {
        assertThat(Texts.cells("a,b\r\nc,\rd,e\n,\n", RFC))
                .containsExactly(List.of("a", "b"), List.of("c", ""), List.of("d", "e"), List.of("", ""));
        assertThat(Texts.cells("a|b;c", new Dialect('|', '"', Escape.DOUBLED, false)))
                .containsExactly(List.of("a", "b;c"));
    }

    @Test
    void withinQuotesEverythingIsText() {
        assertThat(Texts.cells("\"a,\"\"b\"\"\r\nc\",\"\"\n", RFC)).containsExactly(List.of("a,\"b\"\r\nc", ""));
        assertThat(Texts.cells("'it''s, \"so\"',x", new Dialect(',', '\'', Escape.DOUBLED, false)))
                .containsExactly(List.of("it's, \"so\"", "x"));
    }

    @Test
    void aBackslashEscapesQuotesAndItselfAndIsTextElsewhere() {
        assertThat(Texts.cells("\"5\\\" pipe\",\"C:\\\\\",\"8\\'\",\\\"\n", BACKSLASH))
                .containsExactly(List.of("5\" pipe", "C:\\", "8\\'", "\\\""));
        assertThat(Texts.cells("\"C:\\\",x\n", RFC)).containsExactly(List.of("C:\\", "x"));
    }

    @Test
    void theBlankAfterASeparatorIsSkippedWhereItBelongsToIt() {
        assertThat(Texts.cells("a, \"b, c\", d \n", BLANK_AFTER_SEPARATOR)).containsExactly(List.of("a", "b, c", "d "));
        assertThat(Texts.cells("a, \"b\n", RFC)).containsExactly(List.of("a", " \"b"));
    }

    @Test
    void aQuoteWithinACellIsTextUnlessItMayHideASeparator() {
        assertThat(Texts.cells("5\" pipe,37°36'37.8\"N 121°2'17.9\"W\n", RFC))
                .containsExactly(List.of("5\" pipe", "37°36'37.8\"N 121°2'17.9\"W"));
        assertThat(Texts.records("x\"a, b\",c\n", RFC))
                .containsExactly(new TableRecord(1, List.of("x\"a, b\",c"), Malformation.of(Kind.QUOTES)));
    }

    @Test
    void linesAreThoseOfTheFile() {
        assertThat(Texts.records("a\n\n\"b\r\nc\rd\"\r\n \ne", RFC))
                .extracting(TableRecord::line)
                .containsExactly(1L, 3L, 7L);
    }

    @Test
    void brokenQuotesCostTheirFirstLineAlone() {
        assertThat(Texts.records("a,\"b\" x\nc,d\ne,\"f\ng,h\n", RFC))
                .containsExactly(
                        new TableRecord(1, List.of("a,\"b\" x"), Malformation.of(Kind.QUOTES)),
                        new TableRecord(2, List.of("c", "d"), null),
                        new TableRecord(3, List.of("e,\"f"), Malformation.of(Kind.QUOTES)),
                        new TableRecord(4, List.of("g", "h"), null));
    }

    // Hostile text

    @Test
    void aMillionColumnsAreRead() {
        String row = "x,".repeat(999_999) + "x\n";
        List<TableRecord> records = Texts.records(row + row, RFC);
        assertThat(records).hasSize(2).allSatisfy(record -> {
            assertThat(record.cells()).hasSize(1_000_000);
            assertThat(record.malformation()).isNull();
        });
    }

    @Test
    void moreCellsOrCharactersThanTheLimitCostTheirLineAlone() {
        List<TableRecord> records =
                Texts.records(",".repeat(1 << 20) + "\n" + "x".repeat(40 << 20) + "\r\nlast,one\n", RFC);
        assertThat(records)
                .extracting(TableRecord::line, record -> record.cells().get(0).length(), TableRecord::malformation)
                .containsExactly(
                        tuple(1L, 1 << 16, Malformation.of(Kind.TOO_LONG)),
                        tuple(2L, 1 << 16, Malformation.of(Kind.TOO_LONG)),
                        tuple(3L, 4, null));
    }

    @Test
    void aQuoteThatIsClosedNowhereNearCostsItsLineAlone() {
        String cell = "d".repeat(98);
        List<TableRecord> records = Texts.records("a,\"b\n" + ("c," + cell + "\n").repeat(170_000), RFC);
        assertThat(records).hasSize(170_001);
        assertThat(records.get(0)).isEqualTo(new TableRecord(1, List.of("a,\"b"), Malformation.of(Kind.TOO_LONG)));
        assertThat(records.get(170_000)).isEqualTo(new TableRecord(170_001, List.of("c", cell), null));
    }

    @Test
    void aCellOfManyMegabytesIsRead() {
        String cell = "长".repeat(8_000_000);
        assertThat(Texts.records("a,\"" + cell + "\"\nb,c\n", RFC))
                .containsExactly(
                        new TableRecord(1, List.of("a", cell), null), new TableRecord(2, List.of("b", "c"), null));
    }

    @Test
    void quotesOfAnyDepthAreReadOrRefusedLineByLine() {
        String deep = "\"".repeat(1_000_002);
        assertThat(Texts.cells(deep + ",x\n", RFC)).containsExactly(List.of("\"".repeat(500_000), "x"));
        assertThat(Texts.records((deep + "\"a\n").repeat(20), RFC))
                .hasSize(20)
                .allSatisfy(record -> assertThat(record.malformation()).isEqualTo(Malformation.of(Kind.QUOTES)));
    }

    @Test
    void aNulIsNoTextAndIsKept() {
        assertThat(Texts.records("a,b\0\n\"\0\",c\nd,e", RFC))
                .containsExactly(
                        new TableRecord(1, List.of("a", "b\0"), Malformation.of(Kind.NUL)),
                        new TableRecord(2, List.of("\0", "c"), Malformation.of(Kind.NUL)),
                        new TableRecord(3, List.of("d", "e"), null));
    }

    @Test
    void naughtyStringsSurviveAFile() throws IOException {
        List<String> strings = new ArrayList<>();
        for (JsonNode string : new ObjectMapper()
                .readTree(SharedFolder.of("corpora/blns/blns.json").toFile())) {
            strings.add(string.asText());
        }
        assertThat(strings).hasSizeGreaterThan(500);
        StringWriter text = new StringWriter();
        try (CsvWriter writer = CsvWriter.builder().build(text)) {
            writer.writeRecord("key", "naughty");
            for (int i = 0; i < strings.size(); i++) {
                writer.writeRecord(String.valueOf(i), strings.get(i));
            }
        }
        List<TableRecord> records = Texts.table(text.toString()).records();
        assertThat(records).extracting(record -> record.cells().get(1)).containsExactlyElementsOf(strings);
        assertThat(records)
                .allSatisfy(record -> assertThat(record.malformation()).isNull());
    }

    @Test
    void whatAnotherParserMakesOfWellFormedTextIsWhatThisOneMakes() throws IOException {
        Random random = new Random(20_260_105);
        String[] pieces = {"a", "客", "\uD840\uDC00", "\"", ",", "\r", "\n", "\r\n", " ", "'", "\\", "\u00e9", ";"};
        for (int round = 0; round < 2_000; round++) {
            StringWriter text = new StringWriter();
            try (CsvWriter writer = CsvWriter.builder().build(text)) {
                int rows = random.nextInt(1, 6);
                for (int row = 0; row < rows; row++) {
                    List<String> cells = new ArrayList<>();
                    int columns = random.nextInt(2, 5);
                    for (int column = 0; column < columns; column++) {
                        StringBuilder cell = new StringBuilder();
                        for (int length = random.nextInt(5); length > 0; length--) {
                            cell.append(pieces[random.nextInt(pieces.length)]);
                        }
                        cells.add(cell.toString());
                    }
                    writer.writeRecord(cells);
                }
            }
            List<List<String>> theirs = CsvReader.builder()
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(text.toString())
                    .stream()
                    .map(record -> List.copyOf(record.getFields()))
                    .toList();
            assertThat(Texts.cells(text.toString(), RFC)).isEqualTo(theirs);
        }
    }
}
