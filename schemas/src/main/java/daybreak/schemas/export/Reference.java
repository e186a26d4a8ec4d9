package daybreak.schemas.export;

import java.io.Serializable;

/** The key column of another entity that a column refers to. */
public record Reference(String entity, String column) implements Serializable {

    /** From {@code entity.column}. */
    static Reference parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("A reference is written entity.column, not " + text);
        }
        return new Reference(parts[0], parts[1]);
    }

    @Override
    public String toString() {
        return entity + "." + column;
    }
}
