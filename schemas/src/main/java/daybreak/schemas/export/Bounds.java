package daybreak.schemas.export;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The range of a number, ends included.
 *
 * @param minimum null: none
 * @param maximum null: none
 */
public record Bounds(@Nullable Double minimum, @Nullable Double maximum) implements Serializable {

    public Bounds {
        if (minimum == null && maximum == null) {
            throw new IllegalArgumentException("A range needs a minimum or a maximum.");
        }
        if (minimum != null && maximum != null && minimum > maximum) {
            throw new IllegalArgumentException("The minimum " + minimum + " lies above the maximum " + maximum + ".");
        }
    }

    public boolean contains(double value) {
        return (minimum == null || value >= minimum) && (maximum == null || value <= maximum);
    }
}
