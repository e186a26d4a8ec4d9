package daybreak.jobs.nightly;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;

/** Spark's own master and workers, each a process of its own on 127.0.0.1; all end when it is closed. */
final class ClusterProcesses implements AutoCloseable {

    private static final int SECONDS_TO_START = 60;

    private final Path directory;
    private final int port;
    private final Process master;
    private final List<Process> workers = new ArrayList<>();

    private ClusterProcesses(Path directory, int port, Process master) {
        this.directory = directory;
        this.port = port;
        this.master = master;
    }

    /**
     * Starts a master without workers, and waits until it answers.
     *
     * @param directory holds what they print, and the folders of workers
     */
    static ClusterProcesses start(Path directory) throws IOException, InterruptedException {
        int port = freePort();
        // What a worker wants in its home; the class path of executors comes from the night.
        Files.createDirectories(directory.resolve("jars"));
        Process master = start(
                directory,
                "master",
                Master.class,
                "--host",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--webui-port",
                "0");
        ClusterProcesses cluster = new ClusterProcesses(directory, port, master);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
        while (!cluster.answers()) {
            if (!master.isAlive() || System.nanoTime() > deadline) {
                cluster.close();
                throw new IOException("the master does not answer: " + Files.readString(directory.resolve("master")));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return cluster;
    }

    /** A port of 127.0.0.1 on which nothing listens. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "spark://127.0.0.1:" + port;
    }

    /** Starts a worker of one core. It need not have come when this returns: a night waits for it. */
    void addWorker() throws IOException {
        String name = "worker-" + workers.size();
        workers.add(start(
                directory,
                name,
                Worker.class,
                "--host",
                "127.0.0.1",
                "--webui-port",
                "0",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                directory.resolve(name + "-executors").toString(),
                url()));
    }

    /**
     * Kills a worker and its executors, as kill -9 does.
     *
     * @return how many executors it had
     */
    int killWorker(int number) throws InterruptedException {
        Process worker = workers.get(number);
        List<ProcessHandle> executors = worker.descendants().toList();
        worker.destroyForcibly();
        executors.forEach(ProcessHandle::destroyForcibly);
        worker.waitFor();
        return executors.size();
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Process start(Path directory, String name, Class<?> daemon, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-XX:") || option.startsWith("--add-opens"))
                .forEach(command::add);
        command.add("-Xmx256m");
        command.add("-Ddaybreak.logs=" + directory.resolve("logs-" + name));
        command.add("-Dspark.master.rest.enabled=false");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), daemon.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(name).toFile());
        builder.environment().put("SPARK_HOME", directory.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        return builder.start();
    }

    @Override
    public void close() {
        for (Process worker : workers) {
            worker.descendants().forEach(ProcessHandle::destroyForcibly);
            worker.destroyForcibly();
        }
        master.destroyForcibly();
    }
}
