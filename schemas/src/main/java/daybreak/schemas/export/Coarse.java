package daybreak.schemas.export;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What analysis may see of a personal number: the centre of the cell it lies in.
 *
 * @param name of the column that analysis sees
 * @param step width of the cells; they begin at 0, and a number on an edge lies in the cell above it
 */
public record Coarse(String name, BigDecimal step) implements Serializable {

    public Coarse {
        if (step.signum() <= 0) {
            throw new IllegalArgumentException("The step of " + name + " must be above 0, not " + step);
        }
    }

    /** The centre of the cell in which the exact number lies. */
    public double centre(BigDecimal exact) {
        return exact.divide(step, 0, RoundingMode.FLOOR)
                .multiply(step)
                .add(step.divide(BigDecimal.valueOf(2)))
                .doubleValue();
    }
}
