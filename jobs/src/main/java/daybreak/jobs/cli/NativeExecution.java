package daybreak.jobs.cli;

/** Whether Spark may hand work to the native engine. Both ways compute the same. */
public enum NativeExecution {
    /** Where its library loads. */
    AUTO,
    OFF
}
