package daybreak.jobs.statistics;

/** The rules that tell signal from noise; the names are those of the marts in upper case. */
public enum ControlRule {
    /** The point lies beyond three standard deviations. */
    BEYOND_3_SIGMA,
    /** The point completes, or prolongs, a run on one side of the centre line; a point on the line ends it. */
    RUN_OF_8,
    /** The point completes, or prolongs, a rise or fall without tie. */
    TREND_OF_6,
    /** The point and at least one of the two before it lie beyond two standard deviations on the same side. */
    TWO_OF_THREE
}
