package daybreak.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import daybreak.jobs.catalog.DatabaseLocation;
import daybreak.jobs.spark.NativeExecution;
import daybreak.schemas.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the settings: a flag wins over the environment ({@code DAYBREAK_HOME}), that over {@code daybreak.yaml} in the
 * working directory or else in the home, that over the default.
 */
final class SettingsReader {

    private static final String FILE = "daybreak.yaml";
    private static final Map<String, String> DEFAULTS = Map.of(
            "home", "var",
            "db_port", "0",
            "master", "local[*]",
            "lang", "zh-CN",
            "native", "auto",
            "brokerage", "brokerage",
            "zone", "Asia/Shanghai");
    private static final List<String> NAMES =
            List.of("home", "db", "db_user", "db_password", "db_port", "master", "lang", "native", "brokerage", "zone");

    private final Path workingDirectory;
    private final Map<String, String> environment;

    SettingsReader(Path workingDirectory, Map<String, String> environment) {
        this.workingDirectory = workingDirectory;
        this.environment = environment;
    }

    /**
     * The settings that hold.
     *
     * @param flags those given on the command line, by name
     * @throws CommandException (usage) if one is not valid; the message names it and where it came from
     */
    Settings read(Map<String, String> flags) {
        Values values = new Values(flags);
        values.addFile(workingDirectory.resolve(FILE));
        Path home = values.get(
                "home",
                "a path",
                text -> workingDirectory.resolve(text).toAbsolutePath().normalize());
        if (!Files.exists(workingDirectory.resolve(FILE))) {
            values.addFile(home.resolve(FILE));
        }
        DatabaseLocation database;
        try {
            database = new DatabaseLocation(
                    home,
                    values.find("db"),
                    values.find("db_user"),
                    values.find("db_password"),
                    values.get("db_port", "a port number", Integer::parseInt));
            return new Settings(
                    home,
                    database,
                    values.required("master"),
                    values.get("lang", "zh-CN or en", SettingsReader::language),
                    values.get("native", "auto or off", text -> NativeExecution.valueOf(text.toUpperCase(Locale.ROOT))),
                    values.required("brokerage"),
                    values.get("zone", "a time zone such as Asia/Shanghai", ZoneId::of));
        } catch (IllegalArgumentException e) {
            throw CommandException.usage(Objects.requireNonNull(e.getMessage()));
        }
    }

    private static Language language(String text) {
        return Arrays.stream(Language.values())
                .filter(language -> language.tag().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private interface Parser<T> {
        T parse(String text);
    }

    private final class Values {

        private final Map<String, String> flags;
        private final Map<String, String> file = new HashMap<>();
        private String fileName = FILE;

        Values(Map<String, String> flags) {
            this.flags = flags;
        }

        /** Takes the scalars of a settings file; sections belong to whoever defines them. */
        void addFile(Path path) {
            if (!Files.isRegularFile(path)) {
                return;
            }
            fileName = path.toString();
            JsonNode root;
            try {
                root = new ObjectMapper(new YAMLFactory()).readTree(path.toFile());
            } catch (IOException e) {
                String reason = Objects.requireNonNullElse(e.getMessage(), "unreadable");
                throw CommandException.usage(
                        path + " cannot be read: " + reason.lines().findFirst().orElse(""));
            }
            root.properties().forEach(entry -> {
                if (entry.getValue().isValueNode()) {
                    if (!NAMES.contains(entry.getKey())) {
                        throw CommandException.usage(path + " sets " + entry.getKey() + ", which is no setting"
                                + Nearest.question(entry.getKey(), NAMES));
                    }
                    if (!entry.getValue().isNull()) {
                        file.put(entry.getKey(), entry.getValue().asText());
                    }
                }
            });
        }

        @Nullable
        String find(String name) {
            String value = flags.get(name);
            if (value == null) {
                value = environment.get(variable(name));
            }
            if (value == null) {
                value = file.get(name);
            }
            if (value == null) {
                value = DEFAULTS.get(name);
            }
            return value == null || value.isBlank() ? null : value.strip();
        }

        String required(String name) {
            String value = find(name);
            if (value == null) {
                throw CommandException.usage(source(name) + " is blank");
            }
            return value;
        }

        <T> T get(String name, String expected, Parser<T> parser) {
            String text = required(name);
            try {
                return parser.parse(text);
            } catch (IllegalArgumentException | DateTimeException e) {
                throw CommandException.usage(source(name) + " must be " + expected + ", not " + text);
            }
        }

        private String source(String name) {
            if (flags.containsKey(name)) {
                return "--" + name.replace('_', '-');
            }
            return environment.containsKey(variable(name)) ? variable(name) : name + " in " + fileName;
        }

        private String variable(String name) {
            return "DAYBREAK_" + name.toUpperCase(Locale.ROOT);
        }
    }
}
