package daybreak.jobs.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import daybreak.jobs.cli.Sheet.Column;
import daybreak.jobs.cli.Sheet.Shown;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Writes a sheet as table, CSV or JSON. */
final class SheetWriter {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    /** Those of double width count too where a spreadsheet speaks Chinese or Japanese. */
    private static final String FORMULA_STARTS = "=+-@\t\r\n＝＋－＠";

    /** Controls, and the marks that change the direction of what follows on the line. */
    private static final Pattern BREAKS_A_LINE = Pattern.compile("[\\p{Cntrl}\u202a-\u202e\u2066-\u2069]+");

    private static final Pattern NEGATIVE_NUMBER = Pattern.compile("-\\d+(?:\\.\\d+)?");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final PrintWriter out;

    SheetWriter(PrintWriter out) {
        this.out = out;
    }

    void write(Sheet sheet, OutputFormat format) {
        out.print(
                switch (format) {
                    case TABLE -> table(sheet);
                    case CSV -> csv(sheet);
                    case JSON -> json(sheet);
                });
        out.flush();
    }

    /** Parses what the database holds as jsonb, keeping numbers as they are written there. */
    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the database holds what is no JSON: " + json, e);
        }
    }

    private static String json(Sheet sheet) {
        StringJoiner rows = new StringJoiner(",\n  ", "[\n  ", "\n]\n").setEmptyValue("[]\n");
        for (List<@Nullable Object> row : sheet.rows()) {
            ObjectNode object = JSON.createObjectNode();
            for (int i = 0; i < row.size(); i++) {
                String name = sheet.columns().get(i).name();
                int dot = name.indexOf('.');
                ObjectNode holder = dot < 0 ? object : object.withObjectProperty(name.substring(0, dot));
                holder.set(name.substring(dot + 1), node(row.get(i)));
            }
            rows.add(text(object));
        }
        return rows.toString();
    }

    static JsonNode node(@Nullable Object value) {
        JsonNodeFactory nodes = JSON.getNodeFactory();
        if (value == null) {
            return nodes.nullNode();
        } else if (value instanceof Shown shown) {
            return node(shown.value());
        } else if (value instanceof JsonNode json) {
            return json;
        } else if (value instanceof Long number) {
            return nodes.numberNode(number);
        } else if (value instanceof Double number) {
            return nodes.numberNode(plain(number));
        } else if (value instanceof Boolean truth) {
            return nodes.booleanNode(truth);
        } else if (value instanceof List<?> list) {
            var array = nodes.arrayNode();
            list.forEach(element -> array.add(node(element)));
            return array;
        }
        return nodes.textNode(text(value));
    }

    private static String csv(Sheet sheet) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(sheet.columns().stream().map(Column::name).toList());
            for (List<@Nullable Object> row : sheet.rows()) {
                csv.writeRecord(row.stream().map(SheetWriter::csvCell).toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String csvCell(@Nullable Object value) {
        Object raw = value instanceof Shown shown ? shown.value() : value;
        if (raw == null) {
            return "";
        }
        return raw instanceof Number ? text(raw) : harmless(text(raw));
    }

    /** A spreadsheet runs a cell that begins like a formula; an apostrophe before it keeps it text. A number it does not run. */
    private static String harmless(String text) {
        boolean mayRun = !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return mayRun && !NEGATIVE_NUMBER.matcher(text).matches() ? "'" + text : text;
    }

    private static String table(Sheet sheet) {
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < sheet.columns().size(); i++) {
            if (sheet.columns().get(i).inTable()) {
                shown.add(i);
            }
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(shown.stream().map(i -> sheet.columns().get(i).name()).toList());
        for (List<@Nullable Object> row : sheet.rows()) {
            lines.add(shown.stream().map(i -> cell(row.get(i))).toList());
        }
        StringBuilder table = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int c = 0; c < line.size(); c++) {
                int at = c;
                int width = lines.stream()
                        .mapToInt(other -> DisplayWidth.of(other.get(at)))
                        .max()
                        .orElse(0);
                int index = shown.get(c);
                boolean right = sheet.rows().stream().map(row -> row.get(index)).anyMatch(SheetWriter::isNumber);
                String padding = " ".repeat(width - DisplayWidth.of(line.get(c)));
                text.append(c == 0 ? "" : "  ")
                        .append(right ? padding : "")
                        .append(line.get(c))
                        .append(right ? "" : padding);
            }
            table.append(text.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }

    private static boolean isNumber(@Nullable Object value) {
        return value instanceof Number || (value instanceof Shown shown && shown.value() instanceof Number);
    }

    private static String cell(@Nullable Object value) {
        String text;
        if (value == null) {
            text = "—";
        } else if (value instanceof Shown shown) {
            text = shown.text();
        } else if (value instanceof OffsetDateTime time) {
            text = MINUTE.format(time);
        } else {
            text = text(value);
        }
        return BREAKS_A_LINE.matcher(text).replaceAll(" ");
    }

    private static String text(Object value) {
        if (value instanceof Double number) {
            return plain(number).toPlainString();
        } else if (value instanceof OffsetDateTime time) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        } else if (value instanceof List<?> list) {
            return String.join(";", list.stream().map(String::valueOf).toList());
        } else if (value instanceof JsonNode json) {
            try {
                return JSON.writeValueAsString(json);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
        return value.toString();
    }

    /** The shortest decimal that reads back as the same double, without exponent, without ".0". */
    static BigDecimal plain(double number) {
        BigDecimal exact = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }
}
