package daybreak.jobs.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks are read as they come, however long their sheets are. */
class LargeWorkbookTest {

    private static final int ROWS = 200_000;
    private static final List<String> HEADER = List.of("lead_id", "client_id", "渠道", "创建时间", "campaign", "status");

    @TempDir
    private Path folder;

    /** 1.2 million cells, 400,000 of them texts of their own; of a column so many distinct values are counted, and no more. */
    @Test
    void twoHundredThousandRowsFitIntoAHeapOf512Megabytes() throws IOException, InterruptedException {
        Path file = folder.resolve("leads.xlsx");
        write(file);

        try (CommandProcess inspect = CommandProcess.start(
                folder.resolve("printed"), List.of("-Xmx512m"), "inspect", file.toString(), "--format", "csv")) {
            assertThat(inspect.exitCode()).as(inspect.err()).isZero();
            String found = "leads.xlsx,\"XLSX, sheet Leads\",200000,0,leads,6,";
            assertThat(inspect.out().lines().skip(1))
                    .containsExactly(
                            found + "lead_id,lead_id,text,,1,10000,true,L000001;L000002;L000003",
                            found + "client_id,client_id,text,,1,10000,true,C000001;C000002;C000003",
                            found + "渠道,channel,enumeration,,1,1,false,到店",
                            found + "创建时间,created_at,time,yyyy-MM-dd HH:mm,1,1440,false,2026-01-05 00:01;2026-01-05"
                                    + " 00:02;2026-01-05 00:03",
                            found + "campaign,campaign,blank,,0,0,false,",
                            found + "status,status,enumeration,,1,1,false,new");
        }
    }

    private static void write(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Daybreak", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Leads");
            for (int column = 0; column < HEADER.size(); column++) {
                sheet.value(0, column, HEADER.get(column));
            }
            for (int row = 1; row <= ROWS; row++) {
                sheet.inlineString(row, 0, "L%06d".formatted(row));
                sheet.value(row, 1, "C%06d".formatted(row));
                sheet.value(row, 2, "到店");
                sheet.value(row, 3, "2026-01-05 %02d:%02d".formatted(row / 60 % 24, row % 60));
                sheet.value(row, 5, "new");
                if (row % 1_000 == 0) {
                    sheet.flush();
                }
            }
        }
    }
}
