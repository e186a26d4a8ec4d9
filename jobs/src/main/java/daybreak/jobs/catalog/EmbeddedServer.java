package daybreak.jobs.catalog;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server that belongs to a home and runs only while a daybreak process works in it.
 *
 * <p>{@code <home>/pg} (owner-only) holds {@code server} (the unpacked binaries, where no place is named that homes share), {@code data}, {@code password},
 * {@code lock} and {@code holder}; until it was started once, {@code making} too. The lock is held by the one process that may start and stop the server; it falls with that process,
 * however the process ends.
 */
final class EmbeddedServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);

    /** System property: a directory of the user's own where the server's binaries are unpacked once for many homes. */
    private static final String BINARIES = "daybreak.server";

    /** Is there while the data directory is made: initdb writes its settings long before it is done. */
    private static final String MAKING = "making";

    private static final String ROLE = "postgres";
    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(10);
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
    private static final long SPACE_NEEDED = 200L << 20;

    private final EmbeddedPostgres postgres;
    private final DataSource dataSource;
    private final FileChannel lockFile;
    private final Path holder;

    private EmbeddedServer(EmbeddedPostgres postgres, DataSource dataSource, FileChannel lockFile, Path holder) {
        this.postgres = postgres;
        this.dataSource = dataSource;
        this.lockFile = lockFile;
        this.holder = holder;
    }

    static boolean existsIn(Path home) {
        return Files.exists(directory(home).resolve("data/postgresql.conf"));
    }

    /** The server of a home that another living process started, if there is one and it is ready; else null. */
    static @Nullable DataSource running(Path home) {
        Path directory = directory(home);
        try {
            if (!isHeld(directory)) {
                return null;
            }
            List<String> state = postmasterFile(directory);
            if (state.size() < 8 || !state.get(7).strip().equals("ready")) {
                return null;
            }
            return dataSource(Integer.parseInt(state.get(3).strip()), Files.readString(directory.resolve("password")));
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean isHeld(Path directory) throws IOException {
        if (isHeldByThisProcess(directory)) {
            return true;
        }
        try (FileChannel file = FileChannel.open(directory.resolve("lock"), StandardOpenOption.WRITE)) {
            return tryLock(file) == null;
        }
    }

    /**
     * Asked before the lock file is touched: POSIX drops all locks of a process on a file as soon as the process closes
     * any handle of it. The start time tells this process from an earlier one of the same number.
     */
    private static boolean isHeldByThisProcess(Path directory) throws IOException {
        Path holder = directory.resolve("holder");
        return Files.exists(holder) && Files.readString(holder).equals(thisProcess());
    }

    private static String thisProcess() {
        ProcessHandle process = ProcessHandle.current();
        return process.pid() + " "
                + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    static EmbeddedServer start(Path home, int port) {
        requireKnownArchitecture();
        Path directory = directory(home);
        FileChannel lockFile = lock(home, directory);
        try {
            stopOrphan(directory);
            return start(home, directory, port, lockFile);
        } catch (IOException | RuntimeException | ExceptionInInitializerError e) {
            closeQuietly(lockFile);
            directory.resolve("holder").toFile().delete();
            if (e instanceof DatabaseException told) {
                throw told;
            }
            throw new DatabaseException(
                    "the embedded database in " + directory + " does not start (" + rootMessage(e)
                            + "); its own words are in " + home.resolve("logs/daybreak.log"),
                    e);
        }
    }

    private static EmbeddedServer start(Path home, Path directory, int port, FileChannel lockFile) throws IOException {
        // The library keeps binaries and looks for left-over data there; its default is a directory shared by all
        // users.
        Path binaries =
                Path.of(System.getProperty(BINARIES, directory.resolve("server").toString()));
        System.setProperty("ot.epg.working-dir", binaries.toString());
        removeHalfUnpacked(binaries);
        String password = password(directory);
        Path data = directory.resolve("data");
        removeHalfMade(directory, data);
        Path making = directory.resolve(MAKING);
        if (!Files.exists(data)) {
            Files.writeString(making, thisProcess());
        }
        int chosen = port == 0 ? freePort() : requireFree(port);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(chosen)
                .setPGStartupWait(START_PATIENCE)
                // Of initdb: the last --auth wins over the library's "trust", which would let any user of the machine
                // in.
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", directory.resolve("password").toString())
                // Rounds slow down who guesses a password that somebody thought of. This one is random, and each
                // connection of a night would pay for them.
                .setLocaleConfig("set", "scram_iterations=1")
                .setLocaleConfig("locale", "C.UTF-8")
                .setConnectConfig("password", password)
                // The library starts servers for tests, which may lose data; this one may not.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "50")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("listen_addresses", "127.0.0.1");
        EmbeddedPostgres postgres;
        try {
            postgres = builder.start();
        } catch (IllegalStateException e) {
            if (runsAsRoot() && !Files.exists(data.resolve("PG_VERSION"))) {
                throw new DatabaseException(
                        "PostgreSQL does not run as root, and this machine does not allow the user namespace that would"
                                + " shield it: run daybreak as a plain user, or give a server with --db",
                        e);
            }
            throw e;
        }
        Files.deleteIfExists(making);
        LOG.info("embedded database of {} listens on port {}", home, chosen);
        return new EmbeddedServer(postgres, dataSource(chosen, password), lockFile, directory.resolve("holder"));
    }

    DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            LOG.warn("the embedded database did not stop cleanly; the next start will stop it", e);
        } finally {
            try {
                Files.deleteIfExists(holder);
            } catch (IOException e) {
                LOG.debug("removing {}", holder, e);
            }
            closeQuietly(lockFile);
        }
    }

    private static Path directory(Path home) {
        return home.resolve("pg");
    }

    private static FileChannel lock(Path home, Path directory) {
        try {
            Files.createDirectories(home);
            if (!Files.isDirectory(directory)) {
                Files.createDirectory(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            if (Files.getFileStore(directory).getUsableSpace() < SPACE_NEEDED) {
                throw new DatabaseException("no disk space: " + home + " has less than " + (SPACE_NEEDED >> 20)
                        + " MB left; free some, or give another place with --home DIR");
            }
            if (isHeldByThisProcess(directory)) {
                throw new IllegalStateException("the embedded database in " + home + " is already open");
            }
            FileChannel file =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            long deadline = System.nanoTime() + LOCK_PATIENCE.toNanos();
            FileLock lock = tryLock(file);
            while (lock == null && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(200);
                lock = tryLock(file);
            }
            Path holder = directory.resolve("holder");
            if (lock == null) {
                closeQuietly(file);
                throw new DatabaseException("another daybreak is at work in " + home + described(holder)
                        + ": wait until it has ended, or give another place with --home DIR");
            }
            Files.writeString(holder, thisProcess());
            return file;
        } catch (AccessDeniedException e) {
            throw new DatabaseException(
                    "no permission to write in " + home + ": give another place with --home DIR", e);
        } catch (FileSystemException e) {
            throw new DatabaseException(
                    "cannot write in " + home + " (" + rootMessage(e) + "): give another place with --home DIR", e);
        } catch (IOException e) {
            throw new DatabaseException("cannot write in " + home + " (" + rootMessage(e) + ")", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted while waiting for another daybreak in " + home, e);
        }
    }

    /** Who holds it, and since when; empty if nobody is named. */
    private static String described(Path holder) throws IOException {
        if (!Files.exists(holder)) {
            return "";
        }
        String[] process = Files.readString(holder).split(" ", 2);
        long since = process.length < 2 ? 0 : Long.parseLong(process[1]);
        return " (process " + process[0] + (since == 0 ? "" : ", since " + Since.of(Instant.ofEpochMilli(since))) + ")";
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /**
     * Stops the server that a killed process left behind: the lock is ours, so nobody alive works in it. Its sessions may
     * still be at what the dead process had asked for and hold its advisory lock; stopping rolls that back.
     */
    private static void stopOrphan(Path directory) throws IOException {
        List<String> state = postmasterFile(directory);
        if (state.isEmpty()) {
            return;
        }
        Optional<ProcessHandle> process =
                ProcessHandle.of(Long.parseLong(state.get(0).strip())).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return; // PostgreSQL recognises a stale file of a process that is gone.
        }
        ProcessHandle orphan = process.get();
        if (!isServerOf(orphan, directory)) {
            // The number was given to another process since; PostgreSQL would refuse to start because it lives.
            Files.deleteIfExists(directory.resolve("data/postmaster.pid"));
            return;
        }
        LOG.warn("stopping the database server {} that a killed daybreak left behind", orphan.pid());
        signal(orphan, "INT");
        if (!awaitEnd(orphan, STOP_PATIENCE)) {
            signal(orphan, "QUIT");
            if (!awaitEnd(orphan, STOP_PATIENCE)) {
                throw new DatabaseException("the database server (process " + orphan.pid()
                        + ") that a killed daybreak left in " + directory + " does not stop: end it, then try again");
            }
        }
    }

    private static boolean isServerOf(ProcessHandle process, Path directory) {
        List<String> words = words(process);
        return !words.isEmpty()
                && Path.of(words.get(0)).endsWith("postgres")
                && words.contains(directory.resolve("data").toString());
    }

    /** Its command line; empty if it cannot be seen. */
    private static List<String> words(ProcessHandle process) {
        try {
            return List.of(Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .split("\0"));
        } catch (IOException e) {
            LOG.debug("cannot see what process {} is", process.pid(), e);
            return List.of();
        }
    }

    private static void signal(ProcessHandle process, String signal) throws IOException {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static boolean awaitEnd(ProcessHandle process, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (process.isAlive() && System.nanoTime() < deadline) {
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
        return !process.isAlive();
    }

    /** Lines of postmaster.pid: 1 process, 4 port, 8 state. Empty without the file. */
    private static List<String> postmasterFile(Path directory) throws IOException {
        Path file = directory.resolve("data/postmaster.pid");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /**
     * A first start that was killed while it made the data directory leaves one that is of no use and holds nothing, and
     * perhaps the program that makes it, still at work.
     */
    private static void removeHalfMade(Path directory, Path data) throws IOException {
        boolean isHalfMade = Files.exists(directory.resolve(MAKING)) || !Files.exists(data.resolve("postgresql.conf"));
        if (!Files.isDirectory(data) || !isHalfMade) {
            return;
        }
        for (ProcessHandle process : ProcessHandle.allProcesses().toList()) {
            if (isMaking(process, data)) {
                LOG.warn("ending the making of a database {} that a killed daybreak left behind", process.pid());
                signal(process, "KILL");
                awaitEnd(process, STOP_PATIENCE);
            }
        }
        delete(data);
    }

    /**
     * What a start left that was killed while it unpacked the server: over it the library would not unpack again. The library
     * marks what it has unpacked, and holds a lock meanwhile; what is locked, another start is just unpacking.
     */
    static void removeHalfUnpacked(Path binaries) throws IOException {
        if (!Files.isDirectory(binaries)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(binaries, "PG-*")) {
            for (Path folder : folders) {
                if (Files.exists(folder.resolve(".exists"))) {
                    continue;
                }
                Path lock = folder.resolve("epg-lock");
                try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock held = tryLock(channel)) {
                    if (held != null) {
                        LOG.warn("removing {}, which a killed daybreak unpacked by half", folder);
                        removeContents(folder, lock);
                    }
                }
            }
        }
    }

    private static void removeContents(Path folder, Path but) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                if (!entry.equals(but)) {
                    delete(entry);
                }
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Whether it is initdb, or a server that initdb lets fill the directory: such a one is only seen to work in it. */
    private static boolean isMaking(ProcessHandle process, Path data) {
        List<String> words = words(process);
        if (words.isEmpty()) {
            return false;
        }
        Path program = Path.of(words.get(0));
        if (program.endsWith("initdb")) {
            return words.contains(data.toString());
        }
        try {
            return program.endsWith("postgres")
                    && Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                            .equals(data);
        } catch (IOException e) {
            LOG.debug("cannot see where process {} works", process.pid(), e);
            return false;
        }
    }

    private static String password(Path directory) throws IOException {
        Path file = directory.resolve("password");
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int requireFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new DatabaseException(
                    "port " + port + " is taken by another program: give another one with --db-port, or 0 for any", e);
        }
    }

    private static DataSource dataSource(int port, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"127.0.0.1"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName("postgres");
        source.setUser(ROLE);
        source.setPassword(password.strip());
        source.setApplicationName("daybreak");
        // Its details quote whole rows, and messages end up in logs.
        source.setLogServerErrorDetail(false);
        return source;
    }

    private static void requireKnownArchitecture() {
        String system = System.getProperty("os.name", "");
        String architecture = System.getProperty("os.arch", "");
        if (!system.toLowerCase(Locale.ROOT).startsWith("linux") || !architecture.equals("amd64")) {
            throw new DatabaseException("there is no embedded database for " + system + " on " + architecture
                    + ": give a PostgreSQL server with --db jdbc:postgresql://host:5432/daybreak");
        }
    }

    private static boolean runsAsRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        if (root instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason();
        }
        return message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static void closeQuietly(FileChannel file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("closing the lock file", e);
        }
    }
}
