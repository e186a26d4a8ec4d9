package daybreak.sample.bench;

import java.util.Arrays;
import java.util.Locale;

/** Who does the work: the program, DuckDB with a script, or only the part of it that nobody can leave out. */
enum Contender {
    DAYBREAK,
    DUCKDB,
    LIMIT;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Contender of(String label) {
        return Arrays.stream(values())
                .filter(contender -> contender.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no system " + label + "; there are "
                        + String.join(
                                ", ",
                                Arrays.stream(values()).map(Contender::label).toList()) + "."));
    }
}
