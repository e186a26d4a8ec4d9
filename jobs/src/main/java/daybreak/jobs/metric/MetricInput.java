package daybreak.jobs.metric;

import java.time.LocalDate;

/**
 * What metrics take of a subject's rows of one day. Two nights for which it is equal give equal values for the day.
 *
 * @param subject whose rows they are
 * @param day to whose periods they belong
 * @param rows how many they are
 * @param counted digest of what all metrics but durations take of them
 * @param timed digest of what durations take of them; it changes each night while an end is still ahead
 */
public record MetricInput(String subject, LocalDate day, long rows, long counted, long timed) {}
