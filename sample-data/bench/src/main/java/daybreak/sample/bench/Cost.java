package daybreak.sample.bench;

/**
 * What a piece of work took.
 *
 * @param wall seconds by the clock
 * @param cpu seconds of processor time, of all processes
 * @param peak the most memory resident at a moment, of all processes, in MB
 */
record Cost(double wall, double cpu, double peak) {}
