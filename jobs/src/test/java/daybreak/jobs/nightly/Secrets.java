package daybreak.jobs.nightly;

import daybreak.sample.PlantedSecrets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is looked for when a leak is looked for, so that finding it means something and a part of a value counts too:
 *
 * <ul>
 *   <li>of a planted text its mark and number, which stand nowhere else (密语000024): also a note that was cut is found;
 *   <li>of a name all but its first character: also 胡** is no excuse for the rest. Planted names are made so that the rest
 *       is four characters that no ordinary text holds (样例夏木);
 *   <li>of everything else the whole value: eleven digits of a phone, eighteen of an identity card, an account, a
 *       coordinate of nine characters and more, which also is looked for as the eight bytes of its number;
 *   <li>a date of birth equals an ordinary date now and then, so it is not looked for in free bytes. {@link #birthdays}
 *       are for decoded rows of tables that hold no such date.
 * </ul>
 */
final class Secrets {

    private static final Pattern MARKED = Pattern.compile(PlantedSecrets.TEXT_MARK + "[0-9]{6}");

    private final Map<String, byte[]> needles = new TreeMap<>();
    private final BitSet beginnings = new BitSet(1 << 16);
    private final Map<Integer, Map<String, byte[]>> byBeginning = new HashMap<>();
    private final Set<String> birthdays;

    private Secrets(Set<String> birthdays) {
        this.birthdays = birthdays;
    }

    static Secrets of(PlantedSecrets planted) {
        Secrets secrets = new Secrets(planted.of("clients.birthday"));
        for (String column : planted.columns()) {
            for (String value : planted.of(column)) {
                if (column.endsWith("name")) {
                    secrets.add(value.substring(1));
                } else if (column.startsWith("demands.commute_")) {
                    secrets.add(value);
                    secrets.add(value + " as a number", littleEndian(Double.parseDouble(value)));
                } else if (!column.equals("clients.birthday")) {
                    var mark = MARKED.matcher(value);
                    secrets.add(mark.lookingAt() ? mark.group() : value);
                }
            }
        }
        return secrets;
    }

    private static byte[] littleEndian(double number) {
        return ByteBuffer.allocate(Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(number)
                .array();
    }

    private void add(String value) {
        add(value, value.getBytes(StandardCharsets.UTF_8));
    }

    private void add(String name, byte[] bytes) {
        needles.put(name, bytes);
        int beginning = beginning(bytes, 0);
        beginnings.set(beginning);
        byBeginning.computeIfAbsent(beginning, none -> new TreeMap<>()).put(name, bytes);
    }

    /** All that is looked for in text. */
    Set<String> inText() {
        Set<String> text = new TreeSet<>();
        needles.forEach((name, bytes) -> {
            if (name.equals(new String(bytes, StandardCharsets.UTF_8))) {
                text.add(name);
            }
        });
        return text;
    }

    /** Length in bytes of the shortest of them. */
    int shortest() {
        return needles.values().stream().mapToInt(bytes -> bytes.length).min().orElse(0);
    }

    /** Dates of birth, as text. */
    Set<String> birthdays() {
        return birthdays;
    }

    /** Those that stand in a text. */
    Set<String> in(String text) {
        return in(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Those that stand in one of several texts. */
    Set<String> in(Collection<String> texts) {
        return in(String.join("\n", texts));
    }

    /** Those that stand in bytes. */
    Set<String> in(byte[] bytes) {
        Set<String> found = new TreeSet<>();
        for (int i = 0; i + 1 < bytes.length; i++) {
            int beginning = beginning(bytes, i);
            if (beginnings.get(beginning)) {
                int place = i;
                byBeginning.getOrDefault(beginning, Map.of()).forEach((name, needle) -> {
                    if (isAt(bytes, place, needle)) {
                        found.add(name);
                    }
                });
            }
        }
        return found;
    }

    /** Those that stand in files or in their names, each with the file. */
    Set<String> inFiles(List<Path> files) throws IOException {
        Set<String> found = new TreeSet<>();
        for (Path file : files) {
            Stream.concat(in(Files.readAllBytes(file)).stream(), in(file.toString()).stream())
                    .forEach(secret -> found.add(file + ": " + secret));
        }
        return found;
    }

    private static int beginning(byte[] bytes, int place) {
        return ((bytes[place] & 0xff) << 8) | (bytes[place + 1] & 0xff);
    }

    private static boolean isAt(byte[] bytes, int place, byte[] needle) {
        if (place + needle.length > bytes.length) {
            return false;
        }
        for (int i = 0; i < needle.length; i++) {
            if (bytes[place + i] != needle[i]) {
                return false;
            }
        }
        return true;
    }
}
