package daybreak.sample.delivery;

import daybreak.schemas.export.ExportContract;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** One file on its way into a folder: its form settled, its records not yet bytes, so that flaws can still be put in. */
public final class Delivery {

    private final LocalDate day;
    private final ExportContract contract;
    private final FileForm form;
    private final List<String> header;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> added = new ArrayList<>();

    public Delivery(long seed, LocalDate day, ExportContract contract, List<Snapshot> rows) {
        this.day = day;
        this.contract = contract;
        this.form = FileForm.of(seed, day, contract);
        this.header = new ArrayList<>(form.header(contract));
        for (Snapshot row : rows) {
            entries.add(Entry.of(row, form.cells(row)));
        }
    }

    public LocalDate day() {
        return day;
    }

    public ExportContract contract() {
        return contract;
    }

    public String fileName() {
        return contract.entity() + ".csv";
    }

    /** The records in the order of the file. */
    public List<Entry> entries() {
        return entries;
    }

    /** The cells of a row in this file's form, in the order of its columns. */
    public List<String> cells(Snapshot row) {
        return form.cells(row);
    }

    /** The place of a column in this file. */
    public int place(String column) {
        return header.indexOf(form.head(contract.column(column)));
    }

    public boolean startsWithByteOrderMark() {
        return form.byteOrderMark();
    }

    /** Adds a column that no contract knows, at the end; every record gets a cell of it. */
    public void addColumn(String name, String cell) {
        header.add(name);
        added.add(cell);
        entries.replaceAll(entry -> entry.withCells(List.of(cell)));
    }

    /** The entry with the cells of the added columns, which its maker does not know of. */
    public Entry complete(Entry entry) {
        return entry.withCells(added);
    }

    /** The cells with those of the added columns. */
    public List<String> padded(List<String> cells) {
        List<String> padded = new ArrayList<>(cells);
        padded.addAll(added);
        return padded;
    }

    FileForm form() {
        return form;
    }

    List<String> header() {
        return header;
    }
}
