package daybreak.schemas.source;

import java.io.Serializable;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

/**
 * How a source writes its cells, beside the forms of the contract.
 *
 * @param blankWords cells that count as blank beside the empty one
 * @param dateForms forms of dates and times, as patterns of {@link DateTimeFormatter}
 * @param cellForms what its cells may do
 */
public record Notation(Set<String> blankWords, List<String> dateForms, Set<CellForm> cellForms)
        implements Serializable {

    /** Nothing but the contract's. */
    public static final Notation BY_CONTRACT = new Notation(Set.of(), List.of(), Set.of());

    public Notation {
        blankWords = Set.copyOf(blankWords);
        dateForms = List.copyOf(dateForms);
        cellForms = Set.copyOf(cellForms);
    }

    public boolean allows(CellForm form) {
        return cellForms.contains(form);
    }
}
