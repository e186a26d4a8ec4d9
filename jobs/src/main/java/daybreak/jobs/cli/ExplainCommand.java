package daybreak.jobs.cli;

import static daybreak.jobs.cli.Sheet.column;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import daybreak.jobs.catalog.Database;
import daybreak.jobs.catalog.MartRow;
import daybreak.jobs.catalog.Marts;
import daybreak.jobs.explain.MartKey;
import daybreak.jobs.explain.WarehouseRows;
import daybreak.schemas.Nearest;
import daybreak.schemas.alert.AlertRule;
import daybreak.schemas.metric.Metric;
import daybreak.schemas.metric.Metrics;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "explain",
        description =
                "From a number printed in a report to its definition, its counts, its run and the rows behind it.",
        footer = {"", "Example:", "  daybreak explain K7Q2"})
final class ExplainCommand implements Runnable {

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Parameters(paramLabel = "ID", description = "as printed in the margin of a report")
    private String id = "";

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "how many rows behind each number, and how many numbers where an id stands for very many"
                    + " (default: 10; 0: one number, and no rows)")
    private int rows = 10;

    @Mixin
    private final Output output = new Output();

    /**
     * One mart row that was printed, with what it rests on.
     *
     * @param number which one of the mart rows that agree with the key, from 1 on
     * @param agreeing how many they are; of very many only the first are told
     */
    private record Printed(
            MartKey key,
            MartRow row,
            long number,
            long agreeing,
            Optional<Metric> metric,
            Optional<AlertRule> rule,
            Optional<WarehouseRows> behind) {

        /** The row's own key: what a page counted may be many rows that agree with one. */
        MartKey own() {
            Map<String, String> columns = new TreeMap<>(key.columns());
            for (String id : List.of("task_id", "complaint_id")) {
                String value = row.values().containsKey(id) ? row.text(id) : null;
                if (value != null) {
                    columns.put(id, value);
                }
            }
            return new MartKey(key.table(), columns);
        }
    }

    private record Explanation(
            MartRow trace, MartRow run, StandingRun standing, List<Printed> printed, List<MartKey> gone) {}

    @Override
    public void run() {
        if (rows < 0) {
            throw CommandException.usage("--rows must not be negative");
        }
        try (Database database = daybreak.openToRead()) {
            Explanation found = database.marts().read(this::find);
            if (rows > 0 && !found.printed().isEmpty()) {
                Map<MartKey, WarehouseRows> behind = daybreak.rooms()
                        .rowsBehind(daybreak.settings(), database)
                        .of(found.printed().stream().map(Printed::own).toList(), rows);
                found = new Explanation(
                        found.trace(),
                        found.run(),
                        found.standing(),
                        found.printed().stream()
                                .map(printed -> new Printed(
                                        printed.key(),
                                        printed.row(),
                                        printed.number(),
                                        printed.agreeing(),
                                        printed.metric(),
                                        printed.rule(),
                                        Optional.ofNullable(behind.get(printed.own()))))
                                .toList(),
                        found.gone());
            }
            if (output.format() == OutputFormat.TABLE) {
                tell(found);
            } else {
                output.write(sheet(found), daybreak);
            }
        }
    }

    private Explanation find(Marts.Questions questions) {
        StandingRun standing = StandingRun.find(questions)
                .orElseThrow(() -> CommandException.failed("no night has been published yet"));
        String wanted = id.toUpperCase(Locale.ROOT);
        MartRow trace = questions.ask("SELECT * FROM trace WHERE trace = ?", wanted).stream()
                .findFirst()
                .orElseThrow(() -> CommandException.usage(
                        "no report has printed the id " + wanted + Nearest.question(wanted, ids(questions))));
        MartRow run = questions.ask("SELECT * FROM run WHERE run = ?", trace.text("run")).stream()
                .findFirst()
                .orElseThrow(() -> CommandException.failed("the run " + trace.text("run") + " is not recorded"));
        Metrics metrics = Metrics.load();
        List<AlertRule> rules = AlertRule.load();
        List<Printed> printed = new ArrayList<>();
        List<MartKey> gone = new ArrayList<>();
        for (JsonNode reference : SheetWriter.parse(trace.requiredText("refers_to"))) {
            Map<String, String> columns = new TreeMap<>();
            reference
                    .path("key")
                    .properties()
                    .forEach(entry ->
                            columns.put(entry.getKey(), entry.getValue().asText()));
            MartKey key = new MartKey(reference.path("table").asText(), columns);
            Agreeing found = rowsOf(questions, key);
            long number = 0;
            Optional<Metric> metric = Optional.ofNullable(columns.getOrDefault("metric", columns.get("chart")))
                    .flatMap(metrics::find);
            for (MartRow row : found.first()) {
                printed.add(new Printed(
                        key,
                        row,
                        ++number,
                        found.total(),
                        metric,
                        key.table().equals("task") ? rule(rules, row.text("rule")) : Optional.empty(),
                        Optional.empty()));
            }
            if (found.total() == 0) {
                gone.add(key);
            }
        }
        return new Explanation(trace, run, standing, printed, gone);
    }

    private static Optional<AlertRule> rule(List<AlertRule> rules, @Nullable String name) {
        return rules.stream().filter(rule -> rule.rule().equals(name)).findFirst();
    }

    private static List<String> ids(Marts.Questions questions) {
        return questions.ask("SELECT trace FROM trace").stream()
                .map(row -> row.requiredText("trace"))
                .toList();
    }

    /** The mart rows that agree with a key: as many as are told, and how many there are. */
    private record Agreeing(List<MartRow> first, long total) {}

    /** The mart rows that agree with a key, in the order of their columns. Table and columns come from data, so they are checked against the catalog. */
    private Agreeing rowsOf(Marts.Questions questions, MartKey key) {
        Map<String, String> known = new LinkedHashMap<>();
        for (MartRow column : questions.ask(
                "SELECT column_name::text AS name, data_type::text AS type FROM information_schema.columns"
                        + " WHERE table_schema = current_schema() AND table_name = ?",
                key.table())) {
            known.put(column.requiredText("name"), column.requiredText("type"));
        }
        Set<String> columns = key.columns().keySet();
        if (known.isEmpty() || !known.keySet().containsAll(columns)) {
            return new Agreeing(List.of(), 0);
        }
        StringBuilder agreeing = new StringBuilder(" FROM \"" + key.table() + "\" t WHERE true");
        List<Object> values = new ArrayList<>();
        key.columns().forEach((column, value) -> {
            agreeing.append(" AND \"").append(column).append("\"::text = ?");
            values.add(value);
        });
        Object[] parameters = values.toArray();
        long total = (Long) questions
                .ask("SELECT count(*) AS total" + agreeing, parameters)
                .get(0)
                .required("total");
        List<MartRow> first = questions.ask("SELECT *" + agreeing + " ORDER BY t LIMIT " + shown(), parameters).stream()
                .map(row -> parsed(row, known))
                .toList();
        return new Agreeing(first, total);
    }

    /** How many mart rows of a key are told at most. */
    private int shown() {
        return Math.max(1, rows);
    }

    /** A mart row with its JSON columns as JSON, not as text that looks like it. */
    private static MartRow parsed(MartRow row, Map<String, String> types) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
        values.replaceAll((name, value) ->
                value != null && "jsonb".equals(types.get(name)) ? SheetWriter.parse(value.toString()) : value);
        return new MartRow(values);
    }

    private void tell(Explanation found) {
        PrintWriter out = daybreak.out();
        Language language = daybreak.settings().language();
        MartRow trace = found.trace();
        out.println(trace.text("trace") + "  " + trace.text("report") + " " + trace.text("period") + ", page "
                + trace.text("page") + ", " + trace.text("figure"));
        out.println("printed     " + pairs(SheetWriter.parse(trace.requiredText("printed"))));
        MartRow run = found.run();
        out.println("run         " + run.text("run") + "  " + run.text("status") + "  " + run.day("from_day") + " to "
                + run.day("to_day") + "  " + run.number("files") + " files, " + run.number("rows_in") + " rows, "
                + run.number("refused") + " refused");
        if (!found.standing().run().equals(run.text("run"))) {
            out.println("            since then " + found.standing().run()
                    + " was published; the rows below are as it left them");
        }
        for (Printed printed : found.printed()) {
            out.println();
            printed.metric().ifPresent(metric -> tell(metric, language, out));
            printed.rule().ifPresent(rule -> tell(rule, language, out));
            out.println("mart row    " + printed.key().table()
                    + (printed.agreeing() == 1 ? "" : ", " + printed.number() + " of " + printed.agreeing()));
            printed.row().values().forEach((name, value) -> {
                if (value != null
                        && !value.toString().isEmpty()
                        && !value.toString().equals("{}")) {
                    out.println("  " + name + " ".repeat(Math.max(1, 20 - name.length())) + text(value));
                }
            });
            printed.behind().ifPresent(behind -> tell(behind, out));
            if (printed.number() == shown() && printed.agreeing() > shown()) {
                out.println("            and " + (printed.agreeing() - shown()) + " more; --rows " + printed.agreeing()
                        + " shows all");
            }
        }
        for (MartKey gone : found.gone()) {
            out.println();
            out.println("mart row    " + gone.table() + " " + gone.columns() + " no longer stands");
        }
        out.flush();
    }

    private static void tell(Metric metric, Language language, PrintWriter out) {
        out.println("metric      " + metric.name() + "  "
                + language.choose(metric.title().zh(), metric.title().en()));
        out.println("definition  "
                + language.choose(metric.about().zh(), metric.about().en()));
        out.println("source      " + metric.source());
        out.println("version     " + metric.version());
    }

    private static void tell(AlertRule rule, Language language, PrintWriter out) {
        out.println("alert rule  " + rule.rule() + "  "
                + language.choose(rule.title().zh(), rule.title().en()));
        out.println("definition  " + rule.subject() + ": " + rule.when());
        out.println("source      " + rule.file());
    }

    private static void tell(WarehouseRows behind, PrintWriter out) {
        Sheet sheet = new Sheet(behind.columns().stream().map(Sheet::column).toArray(Sheet.Column[]::new));
        behind.rows().forEach(row -> sheet.add(row.toArray()));
        out.println("rows        " + behind.subject() + ", " + behind.rows().size() + " of " + behind.total());
        new SheetWriter(out).write(sheet, OutputFormat.TABLE);
    }

    private static String text(Object value) {
        return value instanceof Double number ? SheetWriter.plain(number).toPlainString() : value.toString();
    }

    private static String pairs(JsonNode printed) {
        List<String> pairs = new ArrayList<>();
        printed.properties()
                .forEach(entry -> pairs.add(entry.getKey() + " "
                        + (entry.getValue().isNull() ? "—" : entry.getValue().asText())));
        return String.join(", ", pairs);
    }

    private static Sheet sheet(Explanation found) {
        Sheet sheet = new Sheet(
                column("trace"),
                column("report"),
                column("period"),
                column("page"),
                column("figure"),
                column("printed"),
                column("run"),
                column("table"),
                column("key"),
                column("row"),
                column("row_number"),
                column("rows_agreeing"),
                column("definition"),
                column("rows_behind"));
        for (Printed printed : found.printed()) {
            sheet.add(
                    found.trace().text("trace"),
                    found.trace().text("report"),
                    found.trace().text("period"),
                    found.trace().text("page"),
                    found.trace().text("figure"),
                    SheetWriter.parse(found.trace().requiredText("printed")),
                    found.trace().text("run"),
                    printed.key().table(),
                    object(printed.key().columns()),
                    object(printed.row().values()),
                    printed.number(),
                    printed.agreeing(),
                    printed.metric()
                            .map(ExplainCommand::definition)
                            .or(() -> printed.rule().map(ExplainCommand::definition))
                            .orElse(null),
                    printed.behind().map(ExplainCommand::rows).orElse(null));
        }
        return sheet;
    }

    private static ObjectNode definition(Metric metric) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("metric", metric.name());
        node.putObject("title")
                .put("zh", metric.title().zh())
                .put("en", metric.title().en());
        node.putObject("about")
                .put("zh", metric.about().zh())
                .put("en", metric.about().en());
        node.put("source", metric.source());
        return node.put("version", metric.version());
    }

    private static ObjectNode definition(AlertRule rule) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("alert", rule.rule());
        node.putObject("title")
                .put("zh", rule.title().zh())
                .put("en", rule.title().en());
        node.put("subject", rule.subject());
        node.put("when", rule.when());
        return node.put("source", rule.file());
    }

    private static ObjectNode rows(WarehouseRows behind) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("subject", behind.subject());
        node.put("total", behind.total());
        var rows = node.putArray("rows");
        for (List<@Nullable String> row : behind.rows()) {
            ObjectNode object = rows.addObject();
            for (int i = 0; i < row.size(); i++) {
                object.put(behind.columns().get(i), row.get(i));
            }
        }
        return node;
    }

    private static ObjectNode object(Map<String, ? extends @Nullable Object> values) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        values.forEach((name, value) -> node.set(name, SheetWriter.node(value)));
        return node;
    }
}
