package daybreak.sample.bench.load;

import daybreak.schemas.export.Column;
import daybreak.schemas.export.ColumnType;
import daybreak.schemas.export.EntityKind;
import daybreak.schemas.export.ExportContract;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One file of an export while it is written: cell by cell in the order of the contract, without an object a row. Now and
 * then a record is preceded by a bad copy of itself, and one of an event is written twice.
 */
final class CsvFile implements Closeable {

    /** One record in so many is accompanied by a bad one; one event in so many is repeated. */
    static final int BAD_ONE_IN = 500;

    static final int REPEATED_ONE_IN = 1_000;

    private static final byte[] UNREADABLE = "n/a".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SURPLUS = ",surplus".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_ROW = 4_096;

    private final ExportContract contract;
    private final int[] typed;
    private final long salt;
    private final Path path;
    private final OutputStream out;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[1 << 18];
    private final int[] cellEnds;
    private int length;
    private int rowBegin;
    private int cell;
    private long rows;
    private long bad;
    private long repeated;
    private long ordinal;

    /** @param day number of the day, on which the places of bad records depend */
    CsvFile(Path folder, ExportContract contract, long day) throws IOException {
        this.contract = contract;
        this.typed = typedColumns(contract);
        this.salt = contract.entity().hashCode() * 31L + day;
        this.path = folder.resolve(contract.entity() + ".csv");
        this.out = Files.newOutputStream(path);
        this.digest = sha256();
        this.cellEnds = new int[contract.columns().size()];
        byte[] header = contract.columns().stream()
                .map(Column::name)
                .collect(Collectors.joining(",", "", "\n"))
                .getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(header, 0, buffer, 0, header.length);
        length = header.length;
        rowBegin = length;
    }

    private static int[] typedColumns(ExportContract contract) {
        return IntStream.range(0, contract.columns().size())
                .filter(place -> isTyped(contract.columns().get(place).type()))
                .toArray();
    }

    private static boolean isTyped(ColumnType type) {
        return type != ColumnType.TEXT && !type.isList();
    }

    CsvFile text(byte[] value) {
        System.arraycopy(value, 0, buffer, length, value.length);
        length += value.length;
        return next();
    }

    CsvFile blank() {
        return next();
    }

    CsvFile blanks(int count) {
        for (int i = 0; i < count; i++) {
            next();
        }
        return this;
    }

    /** A letter and the number in eight digits. */
    CsvFile id(char letter, long number) {
        buffer[length++] = (byte) letter;
        digits(number, 8);
        return next();
    }

    CsvFile whole(long value) {
        length += writeWhole(value);
        return next();
    }

    CsvFile yes(boolean value) {
        return text(value ? Words.TRUE : Words.FALSE);
    }

    /** A date and a second of it, as {@code yyyy-MM-dd HH:mm:ss}. */
    CsvFile time(byte[] date, int second) {
        System.arraycopy(date, 0, buffer, length, date.length);
        length += date.length;
        buffer[length++] = ' ';
        digits(second / 3_600, 2);
        buffer[length++] = ':';
        digits(second / 60 % 60, 2);
        buffer[length++] = ':';
        digits(second % 60, 2);
        return next();
    }

    private void digits(long value, int count) {
        long rest = value;
        for (int i = count - 1; i >= 0; i--) {
            buffer[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    private int writeWhole(long value) {
        byte[] text = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, buffer, length, text.length);
        return text.length;
    }

    private CsvFile next() {
        cellEnds[cell++] = length;
        buffer[length++] = ',';
        return this;
    }

    /** Ends the record. */
    void end() throws IOException {
        if (cell != cellEnds.length) {
            throw new IllegalStateException(
                    "A row of " + contract.entity() + " has " + cellEnds.length + " cells, not " + cell + ".");
        }
        buffer[length - 1] = '\n';
        rows++;
        ordinal++;
        long chance = Chance.of(7, salt * 0x100000001L + ordinal);
        int rowEnd = length;
        if (Long.remainderUnsigned(chance, BAD_ONE_IN) == 0) {
            badCopy(rowEnd, chance >>> 20);
            rows++;
            bad++;
        } else if (contract.kind() == EntityKind.EVENT && Long.remainderUnsigned(chance, REPEATED_ONE_IN) == 1) {
            System.arraycopy(buffer, rowBegin, buffer, length, rowEnd - rowBegin);
            length += rowEnd - rowBegin;
            rows++;
            repeated++;
        }
        if (length > buffer.length - 2 * LONGEST_ROW) {
            flush();
        }
        rowBegin = length;
        cell = 0;
    }

    private void badCopy(int rowEnd, long chance) {
        switch ((int) (chance % 3)) {
            case 0 -> {
                copy(rowBegin, rowEnd - 1);
                copy(SURPLUS);
            }
            case 1 -> copy(cellEnds[0], rowEnd - 1); // a blank key
            default -> {
                int place = typed[(int) ((chance >>> 8) % typed.length)];
                copy(rowBegin, place == 0 ? rowBegin : cellEnds[place - 1] + 1);
                copy(UNREADABLE);
                copy(cellEnds[place], rowEnd - 1);
            }
        }
        buffer[length++] = '\n';
    }

    private void copy(int from, int to) {
        System.arraycopy(buffer, from, buffer, length, to - from);
        length += to - from;
    }

    private void copy(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    private void flush() throws IOException {
        out.write(buffer, 0, length);
        digest.update(buffer, 0, length);
        length = 0;
    }

    @Override
    public void close() throws IOException {
        flush();
        out.close();
    }

    long rows() {
        return rows;
    }

    long bad() {
        return bad;
    }

    long repeated() {
        return repeated;
    }

    /** Its line in {@code _COMPLETE}; asked once, after it was closed. */
    String inventory() {
        return path.getFileName() + "," + rows + "," + HexFormat.of().formatHex(digest.digest()) + "\n";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
