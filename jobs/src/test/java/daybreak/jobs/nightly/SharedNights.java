package daybreak.jobs.nightly;

import daybreak.sample.CommittedExports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Nights of the two committed exports that several tests look at: each is run when the first of them asks, and goes when
 * all tests have ended. Who asks leaves what was published as it is.
 */
public final class SharedNights implements ParameterResolver {

    private static final Path EXPORTS = Path.of("../sample-data/exports");

    /** Two weeks without any fault. */
    public static final Path SMALL = EXPORTS.resolve("small");

    /** The same two weeks with every bad row that the contract knows. */
    static final Path BROKEN = EXPORTS.resolve("broken");

    /** The first day of both. */
    public static final String FIRST = CommittedExports.FIRST_DAY.toString();

    /** The last day of both. */
    public static final String LAST =
            CommittedExports.FIRST_DAY.plusDays(CommittedExports.DAYS - 1L).toString();

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SharedNights.class);

    private static final Map<Class<?>, Function<Path, Standing>> NIGHTS = Map.of(
            Sound.class, Sound::run,
            History.class, History::run,
            Broken.class, Broken::run,
            ObservedNight.class, ObservedNight::run);

    /** A night that has ended, and whose marts can be asked until it is closed. */
    interface Standing extends AutoCloseable {
        @Override
        void close();
    }

    /** One that is kept with its world, whose database stays open. */
    interface Open extends Standing {
        NightWorld world();

        @Override
        default void close() {
            world().close();
        }
    }

    /** The small brokerage's two weeks, taken in as one range by Spark alone. */
    public record Sound(NightWorld world, NightOutcome outcome) implements Open {

        private static Sound run(Path home) {
            NightWorld world = new NightWorld(home);
            return new Sound(world, world.run(SMALL, FIRST, LAST, null));
        }
    }

    /**
     * A home in which all days of the small brokerage but the last were taken in, twelve as one range and one by a night of its
     * own, its database stopped.
     */
    record History(Path home) implements Standing {

        /** The run of the range. */
        static final String RANGE_RUN = "20261120-01";

        /** The run of the night. */
        static final String LAST_RUN = "20261121-01";

        private static History run(Path home) {
            try (NightWorld world = new NightWorld(home)) {
                publish(world, FIRST, "2026-11-20");
                publish(world, "2026-11-21", "2026-11-21");
            }
            return new History(home);
        }

        private static void publish(NightWorld world, String from, String to) {
            NightOutcome outcome = world.run(SMALL, from, to, null);
            if (outcome.status() != NightOutcome.Status.PUBLISHED) {
                throw new IllegalStateException(outcome.message());
            }
        }

        /** A copy of it, to go on from. */
        Path copyTo(Path target) throws IOException {
            for (Path file : NightWorld.listing(home)) {
                Files.copy(
                        file,
                        target.resolve(home.relativize(file).toString()),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
            return target;
        }

        @Override
        public void close() {
            // Nothing of it is open.
        }
    }

    /** The broken twin's two weeks, taken in as one range by Spark alone. */
    record Broken(NightWorld world) implements Open {

        private static Broken run(Path home) {
            NightWorld world = new NightWorld(home);
            NightOutcome outcome = world.run(BROKEN, FIRST, LAST, null);
            if (outcome.status() != NightOutcome.Status.PUBLISHED_ABOVE_ALLOWED) {
                throw new IllegalStateException(outcome.message());
            }
            return new Broken(world);
        }
    }

    /** A night and the folder it lies in. */
    private record Kept(Path folder, Standing night) implements AutoCloseable {

        private static Kept of(Class<?> kind) {
            try {
                Path folder = Files.createTempDirectory("night-" + kind.getSimpleName());
                return new Kept(folder, Objects.requireNonNull(NIGHTS.get(kind)).apply(folder.resolve("home")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            night.close();
            for (Path file : NightWorld.listing(folder).stream()
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(file);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return NIGHTS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> kind = parameter.getParameter().getType();
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(kind, none -> Kept.of(kind), Kept.class)
                .night();
    }
}
