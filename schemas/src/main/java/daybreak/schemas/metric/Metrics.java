package daybreak.schemas.metric;

import daybreak.schemas.DefinitionException;
import daybreak.schemas.DefinitionFolder;
import daybreak.schemas.Definitions;
import daybreak.schemas.YamlObject;
import daybreak.schemas.subject.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All metrics under {@code schemas/metrics/}. */
public record Metrics(List<Metric> all) {

    private static final String FOLDER = "metrics";

    private static final Set<String> KEYS = Set.of(
            "metric",
            "each",
            "title",
            "about",
            "subject",
            "kind",
            "where",
            "counts",
            "success",
            "distinct",
            "start",
            "end",
            "per",
            "states",
            "by",
            "by_numerator",
            "unit",
            "scale",
            "better",
            "chart",
            "chart_by",
            "headline",
            "target",
            "owner",
            "action",
            "source",
            "example");

    public Metrics {
        all = List.copyOf(all);
    }

    /**
     * Reads them from the classpath.
     *
     * @throws DefinitionException naming the file and what is wrong with it
     */
    public static Metrics load() {
        return parse(new DefinitionFolder(FOLDER).read(".yaml"), Subject.load());
    }

    /**
     * From the texts of metric files by file name.
     *
     * @throws DefinitionException naming the file, for anything that is not as a metric must be
     */
    public static Metrics parse(Map<String, String> texts, Map<String, Subject> subjects) {
        Map<String, Metric> byName = new LinkedHashMap<>();
        texts.forEach((file, yaml) -> {
            for (YamlObject object : YamlObject.expand(FOLDER + "/" + file, yaml)) {
                Metric metric = metric(FOLDER + "/" + file, object, subjects);
                if (byName.put(metric.name(), metric) != null) {
                    throw object.problem("there is a second metric named " + metric.name());
                }
            }
        });
        requireOneDistinctColumn(byName.values());
        return new Metrics(List.copyOf(byName.values()));
    }

    /** The metric of that name. */
    public Optional<Metric> find(String name) {
        return all.stream().filter(metric -> metric.name().equals(name)).findFirst();
    }

    /** The metrics computed over a subject. */
    public List<Metric> over(String subject) {
        return all.stream().filter(metric -> metric.subject().equals(subject)).toList();
    }

    private static Metric metric(String file, YamlObject object, Map<String, Subject> subjects) {
        object.onlyKnows(KEYS);
        Metric.Kind kind = object.choice("kind", Metric.Kind.class);
        Map<String, String> states = object.textsByName("states");
        Metric metric = new Metric(
                file,
                object.text("metric"),
                object.words("title"),
                object.words("about"),
                object.text("subject"),
                kind,
                textOr(object, "where", "true"),
                textOr(object, "counts", "true"),
                object.textOrNull("success"),
                object.textOrNull("distinct"),
                object.textOrNull("start"),
                object.textOrNull("end"),
                exposure(object),
                states,
                object.texts("by"),
                object.texts("by_numerator"),
                object.words("unit"),
                scale(object),
                object.choice("better", Metric.Better.class),
                object.has("chart") ? object.choice("chart", Metric.Chart.class) : null,
                object.texts("chart_by"),
                object.flag("headline"),
                object.numberOrNull("target"),
                object.words("owner"),
                object.words("action"),
                object.text("source"),
                MetricExample.read(object, kind, states.keySet()),
                version(object));
        requireExpressions(object, metric);
        requireColumns(object, metric, subjects);
        return metric;
    }

    private static void requireExpressions(YamlObject object, Metric metric) {
        String missing = switch (metric.kind()) {
            case SHARE, COUNT -> metric.success() == null ? "success" : null;
            case RATE -> metric.exposure() == null ? "per" : null;
            case DURATION, CURVE -> metric.start() == null ? "start" : metric.end() == null ? "end" : null;
        };
        if (missing != null) {
            throw object.problem("a " + metric.kind().name().toLowerCase(Locale.ROOT) + " needs " + missing);
        }
        if (metric.distinct() != null && !metric.states().isEmpty()) {
            throw object.problem("states count rows, and a metric with distinct counts values: it cannot have both");
        }
        metric.amount().ifPresent(aggregate -> {
            if (Aggregate.parse(aggregate).isEmpty()) {
                throw object.problem((metric.kind() == Metric.Kind.RATE ? "per, value" : "success")
                        + " must be sum(…), count(*) or count(DISTINCT column), and is " + aggregate);
            }
        });
    }

    /** Rows are dealt out by the column whose values are told apart, so that no value is counted twice. */
    private static void requireOneDistinctColumn(Collection<Metric> metrics) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            Metric.Exposure exposure = metric.exposure();
            requireSame(columns, metric, metric.subject(), metric.distinct());
            metric.amount()
                    .flatMap(Aggregate::parse)
                    .filter(aggregate -> aggregate.function() == Aggregate.Function.DISTINCT)
                    .ifPresent(aggregate -> requireSame(
                            columns, metric, exposure == null ? metric.subject() : exposure.subject(), aggregate.of()));
        }
    }

    private static void requireSame(
            Map<String, String> columns, Metric metric, String subject, @Nullable String column) {
        String other = column == null ? null : columns.putIfAbsent(subject, column);
        if (other != null && !other.equals(column)) {
            throw new DefinitionException(
                    metric.file(),
                    "counts distinct " + column + " of the subject " + subject + ", and another metric distinct "
                            + other + "; the distinct counts of a subject must be of one column");
        }
    }

    /** Names of columns are checked here; those within expressions when the build analyses them over empty tables. */
    private static void requireColumns(YamlObject object, Metric metric, Map<String, Subject> subjects) {
        Subject subject = subject(object, metric.subject(), subjects);
        if (subject.period() == null) {
            throw object.problem("the subject " + subject.name()
                    + " has no period, the column that puts a row into a week, and so no metrics");
        }
        for (String dimension : metric.by()) {
            requireDimension(object, "by", dimension, subject);
        }
        for (String dimension : metric.byNumerator()) {
            requireDimension(object, "by_numerator", dimension, subject);
        }
        for (String dimension : metric.chartBy()) {
            if (!metric.by().contains(dimension) && !metric.byNumerator().contains(dimension)) {
                throw object.problem(
                        "chart_by names " + dimension + ", and the metric is not split by it: see by, by_numerator");
            }
        }
        if (metric.distinct() != null) {
            subject.requireColumn(object, "distinct", metric.distinct());
        }
        metric.example()
                .rows()
                .forEach(row -> row.keySet().forEach(column -> subject.requireColumn(object, "example", column)));
        Metric.Exposure exposure = metric.exposure();
        if (exposure != null) {
            Subject measure = subject(object, exposure.subject(), subjects);
            for (String dimension : metric.by()) {
                requireDimension(object, "by", dimension, measure);
            }
            metric.example()
                    .exposureRows()
                    .forEach(row -> row.keySet().forEach(column -> measure.requireColumn(object, "example", column)));
        }
    }

    private static Subject subject(YamlObject object, String name, Map<String, Subject> subjects) {
        Subject subject = subjects.get(name);
        if (subject == null) {
            throw object.problem(
                    "the subject " + name + " is unknown; there are " + String.join(", ", subjects.keySet()));
        }
        return subject;
    }

    private static void requireDimension(YamlObject object, String key, String name, Subject subject) {
        if (!subject.dimensions().containsKey(name)) {
            throw object.problem(key + " names " + name + ", which is no dimension of the subject " + subject.name()
                    + "; it has " + String.join(", ", subject.dimensions().keySet()));
        }
    }

    private static Metric.@Nullable Exposure exposure(YamlObject object) {
        YamlObject per = object.objectOrNull("per");
        if (per == null) {
            return null;
        }
        per.onlyKnows(Set.of("subject", "value"));
        return new Metric.Exposure(per.text("subject"), per.text("value"));
    }

    private static double scale(YamlObject object) {
        Double scale = object.numberOrNull("scale");
        return scale == null ? 1 : scale;
    }

    private static String textOr(YamlObject object, String name, String other) {
        String text = object.textOrNull(name);
        return text == null ? other : text;
    }

    /** Of the whole definition but its words: a corrected title is no new definition. */
    private static String version(YamlObject object) {
        List<String> parts = new ArrayList<>();
        for (String key : List.of(
                "metric",
                "subject",
                "kind",
                "where",
                "counts",
                "success",
                "distinct",
                "start",
                "end",
                "per",
                "states",
                "scale")) {
            parts.add(key + "=" + object.canonical(key));
        }
        return Definitions.digest(String.join("\n", parts));
    }
}
