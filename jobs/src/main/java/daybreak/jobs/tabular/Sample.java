package daybreak.jobs.tabular;

import daybreak.schemas.source.TextEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The beginning of a file, from which its dialect and header are told. */
final class Sample {

    private static final int SIZE = 1 << 18;

    /** What stands after the byte order mark. */
    private final byte[] bytes;

    private final TextEncoding encoding;
    /** There is nothing after it. */
    private final boolean isWhole;

    private Sample(byte[] bytes, TextEncoding encoding) {
        this.bytes = bytes;
        this.encoding = encoding;
        this.isWhole = bytes.length < SIZE;
    }

    static Sample of(ByteSource source, EncodingDetection detected) throws IOException {
        try (InputStream in = source.open()) {
            in.skipNBytes(detected.bom());
            return new Sample(in.readNBytes(SIZE), detected.encoding());
        }
    }

    /** Its characters. */
    String text() {
        return new String(bytes, encoding.charset());
    }

    /** Its records by a dialect; without the last, where the sample may have cut it. */
    List<TableRecord> records(Dialect dialect) throws IOException {
        List<TableRecord> records = new ArrayList<>();
        try (DelimitedRecords reader =
                new DelimitedRecords(new LosslessReader(new ByteArrayInputStream(bytes), encoding, 0), dialect)) {
            for (TableRecord record = reader.next(); record != null; record = reader.next()) {
                records.add(record);
            }
        }
        return isWhole || records.size() < 2 ? records : records.subList(0, records.size() - 1);
    }

    /** How many cells most of the well-formed records have; of two numbers as frequent the one met first. 0: no records. */
    static int width(List<TableRecord> records) {
        Map<Integer, Integer> frequencies = frequencies(records);
        int width = 0;
        for (TableRecord record : records) {
            int cells = record.cells().size();
            if (isSplit(record) && frequencies.getOrDefault(cells, 0) > frequencies.getOrDefault(width, 0)) {
                width = cells;
            }
        }
        return width;
    }

    /** Of the records that could be split, how many there are by number of cells. */
    static Map<Integer, Integer> frequencies(List<TableRecord> records) {
        Map<Integer, Integer> frequencies = new HashMap<>();
        for (TableRecord record : records) {
            if (isSplit(record)) {
                frequencies.merge(record.cells().size(), 1, Integer::sum);
            }
        }
        return frequencies;
    }

    /** Whether the record could be split into its cells. */
    static boolean isSplit(TableRecord record) {
        Malformation malformation = record.malformation();
        return malformation == null
                || (malformation.kind() != Malformation.Kind.QUOTES
                        && malformation.kind() != Malformation.Kind.TOO_LONG);
    }
}
