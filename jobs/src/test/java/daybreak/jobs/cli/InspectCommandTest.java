package daybreak.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import daybreak.jobs.nightly.NightOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {

    @TempDir
    Path directory;

    @Test
    void aFileIsDescribedAndItsMappingWritten() throws IOException {
        Files.writeString(directory.resolve("leads.csv"), """
                lead_id,client_id,创建时间,渠道
                L1,C1,2026/1/5 9:30,到店
                L2,C2,2026/1/6 10:00,
                """);
        Terminal.Answer answer = run("inspect", "leads.csv", "--format", "csv", "--out", "crm.yaml");
        assertThat(answer.err()).isEmpty();
        assertThat(answer.code()).isZero();
        String file = "leads.csv,\"UTF-8, separator comma, quote \"\", escape doubled, LF\",2,0,leads,4,";
        assertThat(answer.out().lines())
                .containsExactly(
                        "file,form,rows,malformed,entity,recognised,header,contract_column,type,date_forms,filled,"
                                + "distinct,distinct_cut,examples",
                        file + "lead_id,lead_id,text,,1,2,false,L1;L2",
                        file + "client_id,client_id,text,,1,2,false,C1;C2",
                        file + "创建时间,created_at,time,yyyy/M/d H:mm,1,2,false,2026/1/5 9:30;2026/1/6 10:00",
                        file + "渠道,channel,enumeration,,0.5,1,false,到店");
        assertThat(directory.resolve("crm.yaml")).hasContent("""
                source: "crm"
                dates: ["yyyy/M/d H:mm"]
                files:
                  - name: leads.csv
                    feeds:
                      - entity: leads
                        columns: {}
                """);
        assertThat(run("inspect", "leads.csv", "--out", "crm.yaml").err())
                .isEqualTo(
                        "daybreak: there is a file " + directory.resolve("crm.yaml") + " already; name another one\n");
    }

    @Test
    void whatCannotBeInspectedIsSaidInASentence() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.csv"));
        assertThat(run("nightly", "--exports", ".", "--date", "2026-01-06", "--source", "none.yaml")
                        .err())
                .isEqualTo("daybreak: there is no mapping " + directory.resolve("none.yaml") + "\n");
        assertThat(run("inspect", "empty.csv", "--out", "none/crm.yaml").err())
                .isEqualTo("daybreak: there is no folder " + directory.resolve("none") + " for the mapping\n");
        assertThat(run("inspect", "none.csv").err())
                .isEqualTo("daybreak: there is no file or folder " + directory.resolve("none.csv") + "\n");
        assertThat(run("inspect", "empty.csv").err())
                .isEqualTo("daybreak: " + empty + " cannot be read. The file is empty.\n");
        assertThat(run("inspect", "empty.csv", "--entity", "homes").err())
                .startsWith("daybreak: there is no export homes; did you mean deals, leads or offers?\n");
        assertThat(run("inspect", "empty.csv", "--out", "crm.yml").err())
                .isEqualTo("daybreak: a mapping is named NAME.yaml, not crm.yml\n");
    }

    private Terminal.Answer run(String... arguments) {
        return new Terminal(directory, Map.of(), MadeUpRooms.thatEnd(NightOutcome.Status.PUBLISHED)).run(arguments);
    }
}
