package daybreak.jobs.statistics;

/** Quantiles of the standard normal distribution, fixed once so that every interval uses the same digits. */
public final class Normal {

    /** The 97.5 % quantile: a two-sided 95 % interval reaches this many standard errors to either side. */
    public static final double Z_95 = 1.959963984540054;

    private Normal() {}
}
