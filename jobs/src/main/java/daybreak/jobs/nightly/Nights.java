package daybreak.jobs.nightly;

/** The main job, as its callers see it. */
@FunctionalInterface
public interface Nights {

    /**
     * Takes in the days asked for and publishes the marts as of the last of them. The same request again after a failure
     * or an interruption goes on where that left off.
     */
    NightOutcome run(NightRequest request);
}
