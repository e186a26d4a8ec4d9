package daybreak.jobs.metric;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Numbers as bytes and back: many of them travel as one cell of a row. */
final class Longs {

    private Longs() {}

    static byte[] toBytes(long[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
        bytes.asLongBuffer().put(numbers);
        return bytes.array();
    }

    static long[] of(byte[] bytes) {
        return joined(new long[0], bytes);
    }

    /** Numbers, and after them those of the bytes. */
    static long[] joined(long[] first, byte[] bytes) {
        int more = bytes.length / Long.BYTES;
        long[] numbers = Arrays.copyOf(first, first.length + more);
        ByteBuffer.wrap(bytes).asLongBuffer().get(numbers, first.length, more);
        return numbers;
    }
}
