package daybreak.jobs.cli;

import java.util.concurrent.atomic.AtomicBoolean;

/** Says, when a job is interrupted by Ctrl-C or a signal, that nothing is lost. */
final class Interruption {

    private final AtomicBoolean ended = new AtomicBoolean();

    private Interruption() {}

    /** Announces an interruption that comes before {@link #ended()}. */
    static Interruption announce(Daybreak daybreak) {
        Interruption interruption = new Interruption();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (!interruption.ended.get()) {
                                daybreak.interrupt();
                                daybreak.surroundings()
                                        .err()
                                        .println("\ndaybreak: stopped; nothing was published by halves. The same"
                                                + " command again goes on.");
                            }
                        },
                        "interruption"));
        return interruption;
    }

    void ended() {
        ended.set(true);
    }
}
