package daybreak.jobs.ingest;

import daybreak.schemas.export.Column;
import daybreak.schemas.source.CellSource;
import daybreak.schemas.source.Notation;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** Tries whether a night could read cells, before there is a mapping. */
public final class CellTrial {

    private CellTrial() {}

    /**
     * Whether every cell is one that a night reads.
     *
     * @param source of the column in the mapping; its conditions on other columns are left out of account
     * @param cells trimmed, none blank
     */
    public static boolean readsAll(Column column, CellSource source, Collection<String> cells) {
        // Whether a cell is a time does not depend on the time zone.
        CellReader reader = new CellReader(
                column, new TimeForms(ZoneOffset.UTC, List.of()), Notation.BY_CONTRACT, source.notation());
        Translation translation = Translation.of(source, reader);
        return cells.stream().allMatch(cell -> {
            String translated = translation.of(cell);
            String read = translated == null ? cell : translated;
            return read.isEmpty() ? column.mayBeBlank() : !(reader.read(read, new HashSet<>()) instanceof Refusal);
        });
    }
}
