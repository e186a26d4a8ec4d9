package daybreak.jobs.metric;

import java.nio.ByteBuffer;

/** Numbers as bytes and back: many of them travel as one cell of a row. */
final class Longs {

    private Longs() {}

    static byte[] toBytes(long[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Long.BYTES);
        bytes.asLongBuffer().put(numbers);
        return bytes.array();
    }

    static long[] of(byte[] bytes) {
        long[] numbers = new long[bytes.length / Long.BYTES];
        ByteBuffer.wrap(bytes).asLongBuffer().get(numbers);
        return numbers;
    }
}
