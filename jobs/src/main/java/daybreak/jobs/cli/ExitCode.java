package daybreak.jobs.cli;

/** What the process returns. Other programs rely on these. */
final class ExitCode {

    static final int DONE = 0;
    /** Nothing was published. */
    static final int FAILED = 1;

    static final int USAGE = 2;
    /** Published, with refused rows above the allowed share. */
    static final int PUBLISHED_ABOVE_ALLOWED = 3;

    private ExitCode() {}
}
