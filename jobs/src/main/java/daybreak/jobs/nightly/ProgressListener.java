package daybreak.jobs.nightly;

/** Is told how far long work has come. May be called from several threads. */
public interface ProgressListener {

    /** Hears nothing. */
    ProgressListener SILENT = new ProgressListener() {
        @Override
        public void begun(String step, long files) {}

        @Override
        public void advanced(String step, long files, long rows) {}

        @Override
        public void ended(String step) {}
    };

    /**
     * A step begins; others may still be under way.
     *
     * @param step what is done, in a word or three
     * @param files how many files there are to do; 0: not known, or none
     */
    void begun(String step, long files);

    /**
     * More of a step is done.
     *
     * @param step as it begun
     * @param files files completed since the last call
     * @param rows rows done since the last call
     */
    void advanced(String step, long files, long rows);

    /** The step has ended, well or not. */
    void ended(String step);
}
