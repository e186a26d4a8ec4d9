package daybreak.jobs.spark;

/** Whether Apache DataFusion Comet runs what it can of a statement. */
public enum NativeExecution {
    /** It does, where its library can be loaded; else Spark runs all. */
    AUTO,
    OFF
}
