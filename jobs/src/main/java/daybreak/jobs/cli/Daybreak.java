package daybreak.jobs.cli;

import daybreak.jobs.catalog.Database;
import daybreak.jobs.catalog.DatabaseException;
import daybreak.jobs.catalog.Marts;
import daybreak.jobs.failure.Failures;
import daybreak.jobs.nightly.ProgressListener;
import daybreak.jobs.spark.EngineException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The program. Options given here hold for all commands and may stand before or after the command's name. */
@Command(
        name = "daybreak",
        mixinStandardHelpOptions = true,
        version = "daybreak 0.1.0",
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        usageHelpAutoWidth = true,
        description = "The brokerage's numbers, ready at daybreak.",
        footer = {"", "Example:", "  daybreak demo"},
        subcommands = {
            DemoCommand.class,
            SampleCommand.class,
            NightlyCommand.class,
            WeeklyCommand.class,
            QuarterlyCommand.class,
            MetricCommand.class,
            AlertsCommand.class,
            TasksCommand.class,
            IntakeCommand.class,
            QuarantineCommand.class,
            RunsCommand.class,
            ExplainCommand.class,
            InspectCommand.class,
            RecordsCommand.class,
            WarmUpCommand.class
        })
public final class Daybreak implements Runnable {
    private static final long TICK_MILLIS = 1_000;

    private static final String LOGS = "daybreak.logs";

    private final Surroundings surroundings;
    private final Rooms rooms;
    private final Map<String, String> flags = new LinkedHashMap<>();
    private final AtomicBoolean interrupted = new AtomicBoolean();
    private @Nullable Settings settings;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    Daybreak(Surroundings surroundings, Rooms rooms) {
        this.surroundings = surroundings;
        this.rooms = rooms;
    }

    /** Runs the command of the arguments, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Surroundings surroundings = new Surroundings(
                Path.of("").toAbsolutePath(),
                System.getenv(),
                new PrintWriter(System.out, false, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                Boolean.getBoolean("daybreak.terminal"),
                System.getProperty("daybreak.command", "daybreak"));
        System.exit(run(surroundings, new FurnishedRooms(), arguments));
    }

    /** Runs the command of the arguments and returns its exit code. */
    static int run(Surroundings surroundings, Rooms rooms, String... arguments) {
        Daybreak daybreak = new Daybreak(surroundings, rooms);
        CommandLine line = new CommandLine(daybreak)
                .setOut(surroundings.out())
                .setErr(surroundings.err())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, args) -> {
                    surroundings.err().println("daybreak: " + e.getMessage());
                    surroundings
                            .err()
                            .println("  see: "
                                    + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((e, command, parsed) -> daybreak.failed(e));
        int code = line.execute(arguments);
        surroundings.out().flush();
        surroundings.err().flush();
        return code;
    }

    private int failed(Exception e) {
        if (interrupted.get()) {
            // What fails now fails because the process is ending; that has been said.
            LoggerFactory.getLogger("daybreak.failure").info("stopped", e);
            return ExitCode.FAILED;
        }
        if (e instanceof CommandException told) {
            surroundings.err().println("daybreak: " + told.getMessage());
            return told.exitCode();
        }
        LoggerFactory.getLogger("daybreak.failure").error("the command failed", e);
        Optional<String> sentence =
                Optional.ofNullable(settings).flatMap(known -> Failures.sentence(e, known.database()));
        if (sentence.isPresent()) {
            surroundings.err().println("daybreak: " + sentence.get());
        } else if (e instanceof DatabaseException || e instanceof EngineException) {
            surroundings.err().println("daybreak: " + e.getMessage());
        } else {
            String logs = System.getProperty(LOGS);
            surroundings
                    .err()
                    .println("daybreak: failed: " + Objects.requireNonNullElse(e.getMessage(), e.toString())
                            + (logs == null ? "" : " (more in " + logs + "/daybreak.log)"));
        }
        return ExitCode.FAILED;
    }

    /** Without a command there is nothing to run: shows what there is. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "name a command; daybreak --help lists them");
    }

    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "holds warehouse, embedded database and out/ (default: ./var)")
    void home(String value) {
        flags.put("home", value);
    }

    @Option(
            names = "--db",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "a PostgreSQL server instead of the embedded one: jdbc:postgresql://host:5432/name; role and"
                    + " password in DAYBREAK_DB_USER and DAYBREAK_DB_PASSWORD")
    void database(String value) {
        flags.put("db", value);
    }

    @Option(
            names = "--db-port",
            paramLabel = "PORT",
            scope = ScopeType.INHERIT,
            description = "where the embedded database listens (default: 0, any free port)")
    void databasePort(String value) {
        flags.put("db_port", value);
    }

    @Option(
            names = "--master",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "Spark master: local[*], or spark://host:7077 together with --db (default: local[*])")
    void master(String value) {
        flags.put("master", value);
    }

    @Option(
            names = "--lang",
            paramLabel = "zh-CN|en",
            scope = ScopeType.INHERIT,
            description = "language of reasons and reports (default: zh-CN)")
    void language(String value) {
        flags.put("lang", value);
    }

    @Option(
            names = "--native",
            paramLabel = "auto|off",
            scope = ScopeType.INHERIT,
            description = "native execution (default: auto)")
    void nativeExecution(String value) {
        flags.put("native", value);
    }

    @Option(
            names = "--brokerage",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "whose exports these are (default: brokerage)")
    void brokerage(String value) {
        flags.put("brokerage", value);
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** How to call this program with the same home or database, for examples that can be copied. */
    String command() {
        StringBuilder command = new StringBuilder(surroundings.command());
        for (String name : List.of("home", "db")) {
            if (flags.containsKey(name)) {
                command.append(" --").append(name).append(' ').append(flags.get(name));
            }
        }
        return command.toString();
    }

    Rooms rooms() {
        return rooms;
    }

    PrintWriter out() {
        return surroundings.out();
    }

    ProgressListener progress() {
        Progress progress = new Progress(surroundings.err(), surroundings.terminal(), System::nanoTime);
        if (surroundings.terminal()) {
            TimerTask tick = new TimerTask() {
                @Override
                public void run() {
                    progress.tick();
                }
            };
            new Timer("progress", true).schedule(tick, TICK_MILLIS, TICK_MILLIS);
        }
        return progress;
    }

    /** An absolute path for one given on the command line. */
    Path path(Path given) {
        return surroundings.workingDirectory().resolve(given).normalize();
    }

    /** Tells that the process is being ended from outside. */
    void interrupt() {
        interrupted.set(true);
    }

    /** The settings that hold. Asked for the first time, it also points the log at the home. */
    Settings settings() {
        Settings known = settings;
        if (known == null) {
            known = new SettingsReader(surroundings.workingDirectory(), surroundings.environment()).read(flags);
            settings = known;
            // Read by log4j2.xml when the first line is logged; the file is made then.
            System.setProperty(LOGS, known.home().resolve("logs").toString());
        }
        return known;
    }

    /** The database to work in; closing it is the caller's. */
    Database openDatabase() {
        return Database.open(settings().database());
    }

    /**
     * Asks the marts of the run that stands.
     *
     * @throws CommandException if no night has been published
     */
    <T> T askStandingNight(BiFunction<Marts.Questions, StandingRun, T> question) {
        return askMarts(questions -> {
            StandingRun standing = StandingRun.find(questions).orElseThrow(this::nothingYet);
            return question.apply(questions, standing);
        });
    }

    /** Asks the marts, whatever they hold. */
    <T> T askMarts(Function<Marts.Questions, T> question) {
        try (Database database = openToRead()) {
            return database.marts().read(question);
        }
    }

    /** The database to read in; closing it is the caller's. */
    Database openToRead() {
        return Optional.ofNullable(Database.openToRead(settings().database())).orElseThrow(this::nothingYet);
    }

    /** That no night has run, and what to do. */
    CommandException nothingYet() {
        return CommandException.failed(
                "no night has run in " + settings().database().described() + " yet; try: " + command() + " demo");
    }
}
