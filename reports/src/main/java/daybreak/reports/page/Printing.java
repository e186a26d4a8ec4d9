package daybreak.reports.page;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report in one language, ready to be printed.
 *
 * @param figures its figures, each on a page of its own; null where it has none
 * @param pictures files of the figures, in their order
 */
public record Printing(Document report, Path pdf, @Nullable Document figures, List<Path> pictures) {

    public Printing {
        pictures = List.copyOf(pictures);
        if ((figures == null) != pictures.isEmpty()) {
            throw new IllegalArgumentException("The figures of " + pdf + " and their files do not agree");
        }
    }
}
