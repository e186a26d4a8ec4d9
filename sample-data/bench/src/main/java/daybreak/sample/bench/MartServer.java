package daybreak.sample.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The embedded database of a copied home, started for reading its marts, by the server that lies in it. */
final class MartServer implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final Process server;
    private final Connection connection;

    private MartServer(Process server, Connection connection) {
        this.server = server;
        this.connection = connection;
    }

    /**
     * Starts it.
     *
     * @param folder the {@code pg} of a home that nobody works in
     * @param binaries where those of PostgreSQL lie, unless they lie in the folder
     */
    static MartServer start(Path folder, Path binaries) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                program(folder.resolve("server"), binaries).toString(),
                "-D",
                folder.resolve("data").toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories="));
        Process server = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String password = Files.readString(folder.resolve("password")).strip();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try {
                return new MartServer(
                        server,
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", password));
            } catch (SQLException notYet) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    server.destroy();
                    throw new BenchException("The marts in " + folder + " cannot be read: " + notYet.getMessage());
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    private static Path program(Path ofHome, Path shared) throws IOException {
        Path binaries = Files.isDirectory(ofHome) ? ofHome : shared;
        try (Stream<Path> files = Files.walk(binaries)) {
            return files.filter(file -> file.endsWith(Path.of("bin", "postgres")))
                    .findFirst()
                    .orElseThrow(() -> new BenchException("There is no PostgreSQL in " + binaries + "."));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        server.destroy();
        try {
            if (!server.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
