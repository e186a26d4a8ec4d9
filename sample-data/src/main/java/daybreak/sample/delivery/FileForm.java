package daybreak.sample.delivery;

import daybreak.sample.chance.Dice;
import daybreak.schemas.export.Column;
import daybreak.schemas.export.ExportContract;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How one file is written: which of the ways that the export contract leaves open.
 *
 * @param order places of the contract's columns, in the order of the file
 * @param chinese headers by their Chinese name where there is one, enumerations and booleans by their label
 * @param byteOrderMark whether the file starts with one
 * @param lineEnd line feed, or carriage return and line feed
 * @param times how times are written
 */
record FileForm(List<Integer> order, boolean chinese, boolean byteOrderMark, String lineEnd, Times times) {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** The forms that the contract allows for a time. */
    enum Times {
        LOCAL("yyyy-MM-dd HH:mm:ss"),
        ISO_LOCAL("yyyy-MM-dd'T'HH:mm:ss"),
        MILLISECONDS("yyyy-MM-dd HH:mm:ss.SSS"),
        OFFSET("yyyy-MM-dd'T'HH:mm:ssXXX"),
        UTC("yyyy-MM-dd'T'HH:mm:ss'Z'");

        private final DateTimeFormatter formatter;

        Times(String pattern) {
            this.formatter = DateTimeFormatter.ofPattern(pattern);
        }

        String format(LocalDateTime time) {
            return switch (this) {
                case OFFSET -> formatter.format(time.atZone(ZONE));
                case UTC -> formatter.format(time.atZone(ZONE).withZoneSameInstant(ZoneOffset.UTC));
                default -> formatter.format(time);
            };
        }
    }

    static FileForm of(long seed, LocalDate day, ExportContract contract) {
        Dice dice = Dice.of(seed, contract.entity() + " form", day.toEpochDay());
        List<Integer> order = new ArrayList<>(
                IntStream.range(0, contract.columns().size()).boxed().toList());
        if (dice.chance(0.2)) {
            dice.shuffle(order);
        }
        return new FileForm(
                List.copyOf(order),
                dice.chance(0.3),
                dice.chance(0.2),
                dice.chance(0.2) ? "\r\n" : "\n",
                Times.values()[dice.weighted(0.5, 0.2, 0.08, 0.14, 0.08)]);
    }

    List<String> header(ExportContract contract) {
        return order.stream().map(contract.columns()::get).map(this::head).toList();
    }

    String head(Column column) {
        String zh = column.zh();
        return chinese && zh != null ? zh : column.name();
    }

    List<String> cells(Snapshot row) {
        List<Column> columns = row.contract().columns();
        return order.stream()
                .map(place -> cell(columns.get(place), row.value(place)))
                .toList();
    }

    private String cell(Column column, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof LocalDateTime time) {
            return times.format(time);
        }
        if (value instanceof Boolean yes) {
            return chinese ? (yes ? "是" : "否") : String.valueOf(yes);
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(item -> label(column, String.valueOf(item)))
                    .collect(Collectors.joining(";"));
        }
        return label(column, String.valueOf(value));
    }

    /** Values of a list stay canonical: only an enumeration is promised to be read by its label. */
    private String label(Column column, String value) {
        if (!chinese || column.type().isList()) {
            return value;
        }
        return column.values().stream()
                .filter(named -> named.name().equals(value))
                .map(named -> named.zh() == null ? named.name() : named.zh())
                .findFirst()
                .orElse(value);
    }
}
