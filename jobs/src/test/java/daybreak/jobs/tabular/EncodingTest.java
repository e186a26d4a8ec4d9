package daybreak.jobs.tabular;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import daybreak.jobs.SharedFolder;
import daybreak.schemas.source.TextEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EncodingTest {

    private static final Charset GBK = Charset.forName("GBK");

    // Telling it

    @Test
    void aByteOrderMarkTellsTheEncodingWhateverTheMappingSays() throws IOException {
        assertThat(EncodingDetection.of(Texts.source(Texts.utf8("\uFEFFa")), TextEncoding.BIG5))
                .isEqualTo(new EncodingDetection(TextEncoding.UTF_8, 3));
        assertThat(detected("\uFEFFa".getBytes(StandardCharsets.UTF_16LE)))
                .isEqualTo(new EncodingDetection(TextEncoding.UTF_16LE, 2));
        assertThat(detected("\uFEFFa".getBytes(StandardCharsets.UTF_16BE)))
                .isEqualTo(new EncodingDetection(TextEncoding.UTF_16BE, 2));
    }

    @Test
    void aFileOfNothingOrAsciiOrValidUtf8IsUtf8() throws IOException {
        assertUtf8(new byte[0]);
        assertUtf8(Texts.utf8("a,b\n"));
        assertUtf8(Texts.utf8("姓名,电话\n"));
        assertUtf8(Texts.utf8("\uD840\uDC00"));
    }

    @Test
    void whatTheMappingSaysHoldsWithoutAMark() throws IOException {
        assertThat(EncodingDetection.of(Texts.source("客戶".getBytes(Charset.forName("Big5"))), TextEncoding.BIG5))
                .isEqualTo(new EncodingDetection(TextEncoding.BIG5, 0));
    }

    @Test
    void chineseTextThatIsNoUtf8IsGb18030() throws IOException {
        assertGb18030("张".getBytes(GBK));
        assertGb18030("lead_id,客户\nL1,王五\n".getBytes(GBK));
        // Two characters that are famous for being taken for UTF-8: of their four bytes two are valid.
        assertGb18030("联通".getBytes(GBK));
        assertGb18030(("a,b\n".repeat(100_000) + "渠道,备注\n").getBytes(GBK));
    }

    @Test
    void oneBrokenByteEarlyOrLateDoesNotMakeAnotherEncodingOfAFile() throws IOException {
        byte[] bytes = Texts.utf8("客户,备注\n".repeat(50_000));
        bytes[0] = 'x';
        assertUtf8(bytes);
        bytes = Texts.utf8("客户,备注\n".repeat(50_000));
        bytes[bytes.length - 3] = 'x';
        assertUtf8(bytes);
        bytes = Texts.utf8("a,b\n".repeat(100_000));
        bytes[200_000] = (byte) 0xE9;
        assertUtf8(bytes);
        assertUtf8(new byte[] {'a', ',', (byte) 0xE9, ',', 'b'});
        assertUtf8(new byte[] {'n', (byte) 0xE9, 'e'});
    }

    @Test
    void aCharacterOnTheSeamOfTwoChunksIsOneCharacter() throws IOException {
        for (int before = (1 << 16) - 4; before < (1 << 16) + 1; before++) {
            assertUtf8(Texts.utf8("x".repeat(before) + "客"));
            assertGb18030(("x".repeat(before) + "客户").getBytes(GBK));
        }
    }

    // Decoding

    @Test
    void gb18030DecodesAsTheStandardOfTheWebDoes() throws IOException {
        Path oracle = SharedFolder.of("corpora/gb18030-oracle");
        String[] expected =
                Files.readString(oracle.resolve("gb18030_in_ref.txt")).split("\n", -1);
        String[] decoded = decoded(Files.readAllBytes(oracle.resolve("gb18030_in.txt")), TextEncoding.GB18030)
                .split("\n", -1);
        assertThat(decoded).hasSameSizeAs(expected).hasSize(23_945);
        for (int i = 0; i < expected.length; i++) {
            // The web reads the bytes of U+E5E5, for private use, as another ideographic space; GB 18030 does not.
            assertThat(decoded[i].replace('\uE5E5', '\u3000')).isEqualTo(expected[i]);
        }
    }

    @Test
    void anUndecodableByteIsKeptAndWhatFollowsItToo() throws IOException {
        // A lead byte and a comma are no character of GB18030; the comma still separates.
        assertThat(decoded(new byte[] {'a', (byte) 0xD5, ',', 'b'}, TextEncoding.GB18030))
                .isEqualTo("a\uDCD5,b");
        assertThat(decoded(new byte[] {(byte) 0x81, '0', ','}, TextEncoding.GB18030))
                .isEqualTo("\uDC810,");
        assertThat(decoded(new byte[] {(byte) 0xE5, (byte) 0xBC, 'x'}, TextEncoding.UTF_8))
                .isEqualTo("\uDCE5\uDCBCx");
        // Half of a surrogate pair, and half of a unit.
        assertThat(decoded(new byte[] {0x00, (byte) 0xD8, 'x', 0, 'y'}, TextEncoding.UTF_16LE))
                .isEqualTo("\uDC00\uDCD8x\uDC79");
    }

    @Test
    void undecodableBytesAreReadable() {
        assertThat(UndecodableBytes.readable("C\uDCB5\uD840\uDC00")).isEqualTo("C\\xB5\uD840\uDC00");
        assertThat(UndecodableBytes.in("\uD840\uDC00\uFFFD")).isFalse();
    }

    @Test
    void aRecordTellsWhereItsFirstUndecodableByteIs() {
        byte[] bytes = "a,b\nx\u00e9,y\n\u00e9\u00e9,z\nc,d\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Texts.records(bytes, TextEncoding.UTF_8, Dialect.RFC_4180))
                .extracting(TableRecord::malformation)
                .containsExactly(null, Malformation.undecodable(5), Malformation.undecodable(9), null);
    }

    @Test
    void theOffsetIsThatOfTheFileFarBehindItsBeginning() {
        byte[] bytes = Texts.utf8("客户,备注\n".repeat(100_000));
        bytes[700_000] = (byte) 0xFF;
        assertThat(Texts.records(bytes, TextEncoding.UTF_8, Dialect.RFC_4180).stream()
                        .filter(record -> record.malformation() != null))
                .extracting(TableRecord::line, TableRecord::malformation)
                // Each line has 14 bytes; what remains of the character around the byte is undecodable as well.
                .containsExactly(tuple(50_001L, Malformation.undecodable(700_000)));
    }

    private static void assertUtf8(byte[] bytes) throws IOException {
        assertThat(detected(bytes)).isEqualTo(new EncodingDetection(TextEncoding.UTF_8, 0));
    }

    private static void assertGb18030(byte[] bytes) throws IOException {
        assertThat(detected(bytes)).isEqualTo(new EncodingDetection(TextEncoding.GB18030, 0));
    }

    private static EncodingDetection detected(byte[] bytes) throws IOException {
        return EncodingDetection.of(Texts.source(bytes), null);
    }

    private static String decoded(byte[] bytes, TextEncoding encoding) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] some = new char[100];
        try (Reader reader = new LosslessReader(new ByteArrayInputStream(bytes), encoding, 0)) {
            for (int read = reader.read(some); read >= 0; read = reader.read(some)) {
                text.append(some, 0, read);
            }
        }
        return text.toString();
    }
}
