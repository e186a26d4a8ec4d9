package daybreak.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.nightly.NightOutcome;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsCommandTest {

    @TempDir
    Path directory;

    @Test
    void whatCanBeReadIsWrittenAndTheRestNamed() throws IOException {
        Path from = Files.createDirectories(directory.resolve("files"));
        Files.write(
                from.resolve("a.txt"), "编号;说明\r\n1;甲\r\n2\r\n3;\"丙;丁\"\r\n4;戊\r\n".getBytes(Charset.forName("GBK")));
        Files.writeString(from.resolve("b.txt"), "one, two\nthree\nfour, five, six, seven\neight, nine, ten\n");
        Terminal.Answer answer = new Terminal(directory, Map.of(), MadeUpRooms.thatEnd(NightOutcome.Status.PUBLISHED))
                .run("records", "--from", "files", "--out", "records", "--format", "csv");
        assertThat(answer.err()).isEmpty();
        assertThat(answer.out().lines().toList())
                .hasSize(3)
                .startsWith(
                        "file,form,records,header_refused,refused",
                        "a.txt,\"GB18030, separator semicolon, quote \"\", escape doubled, CRLF\",3,,line 3: cell count")
                .last()
                .asString()
                .startsWith("b.txt,,0,,\"The file is no table that can be read without guessing: ");
        assertThat(directory.resolve("records/a.txt"))
                .hasContent("\"编号\",\"说明\"\n\"1\",\"甲\"\n\"3\",\"丙;丁\"\n\"4\",\"戊\"");
        assertThat(directory.resolve("records/b.txt")).doesNotExist();
    }
}
