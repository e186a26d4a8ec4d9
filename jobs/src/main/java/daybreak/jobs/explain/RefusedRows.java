package daybreak.jobs.explain;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way from refused rows to files that people can correct. */
@FunctionalInterface
public interface RefusedRows {

    /**
     * Which rows.
     *
     * @param from first day of arrival, included
     * @param to last day, included
     * @param entity null: of all
     * @param reason name of a {@link daybreak.jobs.ingest.RefusalCode}; null: any
     */
    record Selection(
            LocalDate from,
            LocalDate to,
            @Nullable String entity,
            @Nullable String reason) {}

    /**
     * What was written.
     *
     * @param files one a source file
     * @param leftOut rows of the selection that were not written: accepted since, refused once more and written from there, or
     *     changed events, which never are accepted
     */
    record Written(List<WrittenFile> files, long leftOut) {

        public Written {
            files = List.copyOf(files);
        }
    }

    /** A file, and how many rows it has. */
    record WrittenFile(Path path, long rows) {}

    /**
     * Writes the rows as they came, in clear, into files that are their owner's alone.
     *
     * @param target a file if its name ends in {@code .csv}, which takes the rows of one source file; else a folder
     * @throws WritingException if the rows are of several source files and the target is a file, or a file is there already
     */
    Written write(Selection selection, Path target);

    /** Why nothing was written, in a sentence. */
    final class WritingException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public WritingException(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
