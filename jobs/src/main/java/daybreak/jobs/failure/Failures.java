package daybreak.jobs.failure;

import daybreak.jobs.catalog.DatabaseLocation;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the machine said, made into a sentence for the person at the terminal: what happened, where, what to do. The one
 * place for failures that no part of the program causes: a disk that is full or read-only, a database that went away.
 */
public final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private static final String NO_SPACE = "No space left on device";
    private static final String READ_ONLY = "Read-only file system";

    /** PostgreSQL's disk_full. */
    private static final String DISK_FULL = "53100";

    /** Class of PostgreSQL's states for connections that cannot be had, or broke. */
    private static final String CONNECTION = "08";

    /** Shut down by an administrator, by a crash, or not yet up. */
    private static final List<String> SHUT_DOWN = List.of("57P01", "57P02", "57P03");

    /** A failed task reaches the driver as text. */
    private static final Pattern LOST_IN_TASK = Pattern.compile(
            "org\\.postgresql\\.util\\.PSQLException: "
                    + "((?:FATAL: |Connection to |An I/O error |This connection has been closed|The connection attempt failed).*)");

    /** A database with less is taken to have stopped for want of space: it writes its log in pieces of 16 MB. */
    private static final long LITTLE_SPACE = 32L << 20;

    private Failures() {}

    /**
     * The sentence.
     *
     * @param failure as it was caught
     * @param location where marts, warehouse and all else lie
     * @return empty: the failure is none of these
     */
    public static Optional<String> sentence(Throwable failure, DatabaseLocation location) {
        List<Throwable> causes = causes(failure);
        boolean isFullInDatabase = causes.stream().anyMatch(cause -> DISK_FULL.equals(state(cause)));
        if (isFullInDatabase && location.url() != null) {
            return Optional.of("the disk of the database " + location.described()
                    + " is full: nothing was published; free some space there, then give the same command again");
        }
        if (isFullInDatabase || says(causes, NO_SPACE)) {
            return Optional.of(full(location.home()));
        }
        if (says(causes, READ_ONLY) && !Files.isWritable(existing(location.home()))) {
            return Optional.of("cannot write in " + location.home()
                    + ", its disk is read-only: nothing was published; make it writable, or give another place with --home"
                    + " DIR");
        }
        return lost(causes).map(reason -> databaseIsGone(reason, location));
    }

    private static String databaseIsGone(String reason, DatabaseLocation location) {
        if (location.url() != null) {
            return "the connection to the database " + location.described() + " failed (" + reason
                    + "): nothing was published; see that the database runs, then give the same command again";
        }
        if (freeSpace(location.home().resolve("pg")) < LITTLE_SPACE) {
            return full(location.home());
        }
        return "the embedded database in " + location.home().resolve("pg") + " has stopped (" + reason
                + "): nothing was published; the same command again starts it; its own words are in "
                + location.home().resolve("logs/daybreak.log");
    }

    /**
     * The database may lie on a disk of its own, and Spark sorts and shuffles beside the home: the fullest one is meant. What a
     * failed night gave back counts as left.
     */
    private static String full(Path home) {
        Path fullest = Stream.of(home, home.resolve("pg"), Path.of(System.getProperty("java.io.tmpdir", "/tmp")))
                .min(Comparator.comparingLong(Failures::freeSpace))
                .orElse(home);
        return String.format(
                Locale.ROOT,
                "the disk that holds %s ran full (%,d MB are left now): nothing was published; free some space, then give the same"
                        + " command again",
                fullest,
                freeSpace(fullest) >> 20);
    }

    /** The place itself, or that of its parents which is there. */
    private static Path existing(Path place) {
        Path existing = place;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        return existing;
    }

    /** In bytes; of a place that cannot be looked at, as if there were plenty. */
    private static long freeSpace(Path place) {
        try {
            FileStore disk = Files.getFileStore(place);
            return disk.getUsableSpace();
        } catch (IOException e) {
            LOG.debug("the space of {} cannot be seen", place, e);
            return Long.MAX_VALUE;
        }
    }

    /** The reason, if the database went away. */
    private static Optional<String> lost(List<Throwable> causes) {
        Predicate<Throwable> isLost = cause -> state(cause).startsWith(CONNECTION) || SHUT_DOWN.contains(state(cause));
        // The innermost is the one that the driver threw.
        Optional<String> thrown = causes.stream()
                .filter(isLost)
                .reduce((outer, inner) -> inner)
                .map(cause -> firstLine(String.valueOf(cause.getMessage())));
        if (thrown.isPresent()) {
            return thrown;
        }
        return causes.stream()
                .map(cause -> LOST_IN_TASK.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(matcher -> firstLine(matcher.group(1)))
                .findFirst();
    }

    private static String state(Throwable cause) {
        return cause instanceof SQLException sql && sql.getSQLState() != null ? sql.getSQLState() : "";
    }

    private static boolean says(List<Throwable> causes, String words) {
        return causes.stream()
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains(words));
    }

    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && !causes.contains(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }

    /** Without the full stop that some end with and others do not. */
    private static String firstLine(String message) {
        return message.strip().lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }
}
