package daybreak.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a metric's definition says to a reader.
 *
 * @param kind share, rate, duration, amount or count; null where the definition is not at hand
 * @param unit of the value; null likewise
 */
record MetricText(
        String name,
        @Nullable String titleZh,
        @Nullable String titleEn,
        @Nullable String kind,
        @Nullable String unit,
        @Nullable String definition,
        @Nullable String source) {

    /** The definition of a metric of that name, empty-handed where this version has none any more. */
    static MetricText of(String name) {
        if (!name.matches("[a-z0-9_]+")) {
            return new MetricText(name, null, null, null, null, null, null);
        }
        try (InputStream file = MetricText.class.getResourceAsStream("/daybreak/metrics/" + name + ".yaml")) {
            if (file == null) {
                return new MetricText(name, null, null, null, null, null, null);
            }
            JsonNode yaml = new ObjectMapper(new YAMLFactory()).readTree(file);
            return new MetricText(
                    name,
                    text(yaml.at("/title/zh")),
                    text(yaml.at("/title/en")),
                    text(yaml.at("/kind")),
                    text(yaml.at("/unit")),
                    yaml.at("/definition").isObject() ? text(yaml.at("/definition/en")) : text(yaml.at("/definition")),
                    text(yaml.at("/source")));
        } catch (IOException e) {
            throw new UncheckedIOException("the definition of " + name + " cannot be read", e);
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node.asText();
    }

    /** A value of this metric for people: shares in per cent, durations in minutes, hours or days, rounded half up. */
    String shown(double value) {
        if (kind == null) {
            return rounded(value, 4);
        }
        return switch (kind) {
            case "share" -> rounded(value * 100, 1) + "%";
            case "duration" -> duration(value);
            case "count" -> rounded(value, 0);
            case "amount" -> rounded(value, 0);
            default -> rounded(value, 2);
        };
    }

    private static String duration(double seconds) {
        if (seconds < 3600) {
            return rounded(seconds / 60, 1) + " min";
        }
        return seconds < 2 * 86400 ? rounded(seconds / 3600, 1) + " h" : rounded(seconds / 86400, 1) + " d";
    }

    private static String rounded(double value, int decimals) {
        return String.format(
                Locale.ROOT,
                "%," + "." + decimals + "f",
                new BigDecimal(Double.toString(value)).setScale(decimals, RoundingMode.HALF_UP));
    }
}
