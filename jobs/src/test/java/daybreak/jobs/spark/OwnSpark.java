package daybreak.jobs.spark;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Spark session for the tests of one class, in the time of Shanghai. One that another class left in this process is ended
 * first: starting again would hand it out, and with it its settings.
 */
public final class OwnSpark implements BeforeAllCallback, AfterAllCallback {

    private final NativeExecution nativeExecution;
    private @Nullable SparkSession session;

    private OwnSpark(NativeExecution nativeExecution) {
        this.nativeExecution = nativeExecution;
    }

    /** Statements run natively where they can be, as in a night. */
    public static OwnSpark natively() {
        return new OwnSpark(NativeExecution.AUTO);
    }

    /** Spark alone. */
    public static OwnSpark plain() {
        return new OwnSpark(NativeExecution.OFF);
    }

    /** The session, between the first and the last test of the class. */
    public SparkSession session() {
        return Objects.requireNonNull(session, "no test of the class is running");
    }

    /** Ends the session that this process has, if it has one. */
    static void endAny() {
        if (SparkSession.getDefaultSession().isDefined()) {
            SparkSession.getDefaultSession().get().stop();
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        endAny();
        session = SparkEngine.start(EngineSettings.local(
                nativeExecution,
                ZoneId.of("Asia/Shanghai"),
                Path.of("target", "own-spark").toAbsolutePath()));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        session().stop();
        session = null;
    }
}
