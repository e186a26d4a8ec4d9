package daybreak.schemas.export;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A value that a column names.
 *
 * @param name canonical, as the warehouse holds it
 * @param zh the Chinese label that a cell may hold instead; null: none
 */
public record NamedValue(String name, @Nullable String zh) implements Serializable {}
