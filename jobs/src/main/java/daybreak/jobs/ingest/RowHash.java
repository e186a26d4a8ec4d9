package daybreak.jobs.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.apache.spark.unsafe.Platform;
import org.jspecify.annotations.Nullable;

/**
 * 128 bits that tell whether two rows of a key hold the same values. Rows with personal data are hashed under a secret key
 * (HMAC-SHA-256, cut off), for a plain hash of a phone number can be guessed; the others, the large ones, by xxHash64 twice.
 */
final class RowHash {

    private static final String ALGORITHM = "HmacSHA256";

    private final @Nullable Mac mac;
    private byte[] buffer = new byte[512];
    private int length;
    private long high;
    private long low;

    /** @param secret for rows with personal data; null: rows without any */
    RowHash(byte @Nullable [] secret) {
        try {
            if (secret == null) {
                mac = null;
            } else {
                mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(secret, ALGORITHM));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM + ".", e);
        }
    }

    void hash(@Nullable Object[] values) {
        length = 0;
        for (Object value : values) {
            add(value);
        }
        if (mac == null) {
            high = XXH64.hashUnsafeBytes(buffer, Platform.BYTE_ARRAY_OFFSET, length, 42L);
            low = XXH64.hashUnsafeBytes(buffer, Platform.BYTE_ARRAY_OFFSET, length, 0x9E3779B97F4A7C15L);
        } else {
            mac.update(buffer, 0, length);
            ByteBuffer digest = ByteBuffer.wrap(mac.doFinal());
            high = digest.getLong();
            low = digest.getLong();
        }
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    /** Of an entity's key, to join by. */
    static long ofKey(String entity, String key) {
        byte[] bytes = (entity + '\u001f' + key).getBytes(StandardCharsets.UTF_8);
        return XXH64.hashUnsafeBytes(bytes, Platform.BYTE_ARRAY_OFFSET, bytes.length, 42L);
    }

    /** Each value with its type and, where it has none of its own, its length: no two rows give the same bytes. */
    private void add(@Nullable Object value) {
        if (value == null) {
            put((byte) 0);
        } else if (value instanceof String text) {
            put((byte) 1);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            put(bytes.length);
            reserve(bytes.length);
            System.arraycopy(bytes, 0, buffer, length, bytes.length);
            length += bytes.length;
        } else if (value instanceof Double number) {
            put((byte) 2);
            put(Double.doubleToLongBits(number));
        } else if (value instanceof Boolean truth) {
            put((byte) (truth ? 4 : 3));
        } else if (value instanceof Number number) {
            put((byte) 5);
            put(number.longValue());
        } else {
            List<?> items = (List<?>) value;
            put((byte) 6);
            put(items.size());
            items.forEach(this::add);
        }
    }

    private void put(byte value) {
        reserve(1);
        buffer[length++] = value;
    }

    private void put(long value) {
        reserve(Long.BYTES);
        ByteBuffer.wrap(buffer).putLong(length, value);
        length += Long.BYTES;
    }

    private void reserve(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
