package daybreak.jobs.tabular;

import static daybreak.jobs.tabular.Workbooks.gzip;
import static daybreak.jobs.tabular.Workbooks.row;
import static daybreak.jobs.tabular.Workbooks.utf8;
import static daybreak.jobs.tabular.Workbooks.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import daybreak.jobs.SharedFolder;
import daybreak.jobs.tabular.Texts.ReadTable;
import daybreak.schemas.source.TextForm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFileTest {

    private static final byte[] TEXT = utf8("id,name\n1,甲\n");
    private static final byte[] WORKBOOK = Workbooks.of(row(1, "id", "name") + row(2, "1", "甲"));
    private static final String OF_TEXT = "UTF-8, separator comma, quote \", escape doubled, LF";

    @TempDir
    Path folder;

    @Test
    void theFormIsToldByContentNotByName() throws IOException {
        assertThat(read(TEXT).finding().described()).isEqualTo(OF_TEXT);
        assertThat(read(gzip(TEXT)).finding().described()).isEqualTo("gzip, " + OF_TEXT);
        assertThat(read(zip(Map.of("x", TEXT))).finding().described()).isEqualTo("ZIP, " + OF_TEXT);
        assertThat(read(WORKBOOK).finding().described()).isEqualTo("XLSX, sheet Sheet1");
        assertThat(read(gzip(WORKBOOK)).finding().described()).isEqualTo("gzip, XLSX, sheet Sheet1");
        assertThat(read(zip(Map.of("x", gzip(TEXT)))).finding().described()).isEqualTo("ZIP, gzip, " + OF_TEXT);
        assertThat(read(gzip(zip(Map.of("x", WORKBOOK)))).finding().described())
                .isEqualTo("gzip, ZIP, XLSX, sheet Sheet1");
    }

    @Test
    void whatSystemsLeaveInArchivesIsNoFile() throws IOException {
        byte[] archive = zip(Map.of(
                "leads/", new byte[0], "leads/a.csv", TEXT, "__MACOSX/leads/._a.csv", TEXT, "leads/.DS_Store", TEXT));
        assertThat(read(archive).good()).containsExactly(List.of("1", "甲"));
    }

    @Test
    void membersOfAGzipFileAreReadOneAfterTheOther() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(gzip(TEXT));
        members.write(gzip(utf8("2,乙\n")));
        assertThat(read(members.toByteArray()).good()).containsExactly(List.of("1", "甲"), List.of("2", "乙"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "D0CF11E0A1B11AE1 | It is a workbook in the format before XLSX, or one protected by a password;",
                "377ABCAF271C0004 | It is packed by tar, 7-Zip, RAR, bzip2, xz or Zstandard; pack it as ZIP or gzip.",
                "255044462D312E37 | It is a PDF, not a table; export it as XLSX or CSV."
            })
    void otherFormsAreRefusedWithWhatToDo(String bytes, String message) {
        assertRefused(HexFormat.of().parseHex(bytes), message);
        assertRefused(gzip(HexFormat.of().parseHex(bytes)), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><table><tr><td>id</td></tr></table></html>",
                "\uFEFF\r\n<!DOCTYPE html>\n<html/>",
                "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>"
            })
    void aPageUnderTheNameOfAWorkbookIsRefused(String text) {
        String message = "It is a web page or an XML file, even if Excel opens it;";
        assertRefused(utf8(text), message);
        assertRefused(text.getBytes(StandardCharsets.UTF_16LE), message);
    }

    @Test
    void otherOfficeDocumentsAreRefused() {
        String other = "It is a workbook in another format than XLSX; open it and save it as XLSX or CSV.";
        assertRefused(zip(Map.of("[Content_Types].xml", TEXT, "xl/workbook.bin", TEXT)), other);
        assertRefused(zip(Map.of("mimetype", TEXT, "content.xml", TEXT)), other);
        assertRefused(
                zip(Map.of("[Content_Types].xml", TEXT, "word/document.xml", TEXT)),
                "It is an office document, but no workbook; export it as XLSX or CSV.");
    }

    @Test
    void anArchiveHoldsOneFile() {
        assertRefused(
                zip(Map.of("a.csv", TEXT, "b.csv", TEXT)),
                "The archive holds 2 files; pack the file of each entity alone.");
        assertRefused(zip(Map.of("a/", new byte[0])), "The archive holds no file; pack the file of each entity alone.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../a.csv", "a/../../b.csv", "..\\a.csv", "/etc/a.csv", "\\a.csv", "C:\\a.csv", "c:a.csv", "a/.."
            })
    void anArchiveThatLeadsOutsideIsRefused(String name) {
        assertRefused(
                zip(Map.of(name, TEXT)),
                "The archive holds an entry " + name.replace('\\', '/')
                        + ", which leads outside of it. Nothing was unpacked;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip-slip.zip", "zip-slip-win.zip", "zip-slip.tar", "zip-slip-win.tar"})
    void knownArchivesThatLeadOutsideAreRefusedAndWriteNothing(String name) throws IOException {
        byte[] archive = Files.readAllBytes(SharedFolder.of("corpora/zip-slip/" + name));
        assertRefused(archive, name.endsWith(".zip") ? "The archive holds an entry .." : "It is packed by tar, 7-Zip,");
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(folder.resolve("table"));
        }
    }

    @Test
    void packingsHaveADepth() {
        assertRefused(gzip(gzip(gzip(TEXT))), "It is packed more than 2 times over; pack the table itself, once.");
        assertRefused(
                zip(Map.of("a.zip", zip(Map.of("b.zip", zip(Map.of("c.csv", TEXT)))))),
                "It is packed more than 2 times over;");
    }

    @Test
    void aFileThatUnpacksIntoFarMoreThanItsSizeIsGivenUp() throws IOException {
        String message = "It unpacks into more than 300 times its size, as no export does;";
        byte[] zeros = new byte[1 << 20];
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 20; i++) {
                gzip.write(zeros);
            }
        }
        assertRefused(bomb.toByteArray(), message);
        byte[] blanks = new byte[20 << 20];
        Arrays.fill(blanks, (byte) ' ');
        assertRefused(zip(Map.of("a.csv", blanks)), message);
        Map<String, byte[]> parts = Workbooks.parts("");
        parts.put(Workbooks.STRINGS, blanks);
        assertRefused(zip(parts), message);
    }

    @Test
    void whatUnpacksIntoMoreThanAnyExportIsGivenUp() throws IOException {
        try (InputStream in = new UnpackedStream(new ByteArrayInputStream(new byte[11]), () -> 11, 10)) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(UnreadableTableException.class)
                    .hasMessage(
                            "It unpacks into more than 10 bytes, which is more than any export; split it into several files.");
        }
    }

    @Test
    void aDamagedFileIsRefused() {
        String message = "It is damaged or was cut off, for it cannot be unpacked; copy or export it again.";
        byte[] gzip = gzip(TEXT);
        byte[] zip = zip(Map.of("a.csv", TEXT));
        assertRefused(Arrays.copyOf(gzip, gzip.length - 6), message);
        assertRefused(Arrays.copyOf(gzip, 5), message);
        assertRefused(Arrays.copyOf(zip, zip.length - 10), message);
        byte[] altered = zip.clone();
        // Of the checksum, which the directory holds 16 bytes after its beginning.
        altered[indexOf(zip, 'P', 'K', 1, 2) + 16] ^= 1;
        assertRefused(altered, message);
        altered = zip.clone();
        altered[indexOf(zip, 'P', 'K', 1, 2) + 8] |= 1;
        assertRefused(altered, "The archive is protected by a password; pack the file without one.");
    }

    private static int indexOf(byte[] bytes, int... sought) {
        for (int i = 0; ; i++) {
            int at = i;
            if (IntStream.range(0, sought.length).allMatch(j -> bytes[at + j] == sought[j])) {
                return i;
            }
        }
    }

    private void assertRefused(byte[] bytes, String message) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(UnreadableTableException.class)
                .hasMessageStartingWith(message);
    }

    private ReadTable read(byte[] bytes) throws IOException {
        return Texts.table(Files.write(folder.resolve("table"), bytes), TextForm.FOUND_OUT, "id", "name");
    }
}
