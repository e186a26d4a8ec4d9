package daybreak.jobs.statistics;

import java.util.function.DoublePredicate;

/** The point at which a monotone condition turns true, to the last bit. */
final class Bisection {

    private Bisection() {}

    /**
     * The smallest double in [{@code low}, {@code high}] for which {@code reached} holds, given that it holds at
     * {@code high} and, once true, stays so.
     */
    static double firstReached(double low, double high, DoublePredicate reached) {
        double below = low;
        double above = high;
        while (true) {
            double middle = below + (above - below) / 2;
            if (middle <= below || middle >= above) {
                return above;
            }
            if (reached.test(middle)) {
                above = middle;
            } else {
                below = middle;
            }
        }
    }
}
