package daybreak.jobs.cli;

import static daybreak.jobs.cli.Sheet.column;
import static daybreak.jobs.cli.Sheet.hidden;

import daybreak.jobs.cli.Sheet.Shown;
import daybreak.jobs.inspect.ColumnProfile;
import daybreak.jobs.inspect.Inspection;
import daybreak.jobs.inspect.Inspector;
import daybreak.jobs.inspect.ProposedMapping;
import daybreak.jobs.tabular.UnreadableTableException;
import daybreak.schemas.export.ExportContracts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "inspect",
        description = {
            "What a file holds, which export it probably is, and the mapping that takes it in.",
            "What may be personal data is shown masked."
        },
        footer = {
            "",
            "Example:",
            "  daybreak inspect leads.csv --out my-crm.yaml",
            "  daybreak nightly --exports exports --date 2026-11-22 --source my-crm.yaml"
        })
final class InspectCommand implements Callable<Integer> {

    private static final String YAML = ".yaml";

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Daybreak daybreak;

    @Parameters(
            paramLabel = "FILE|FOLDER",
            description = "a table, or a folder of them, of any form that a night reads")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path table;

    @Option(
            names = "--entity",
            paramLabel = "NAME",
            description = "the export that it is, for example leads (default: the one that knows most of its headers)")
    private @Nullable String entity;

    @Option(names = "--out", paramLabel = "MAPPING.yaml", description = "where to write the proposed mapping")
    private @Nullable Path out;

    @Mixin
    private final Output output = new Output();

    @Override
    public Integer call() throws IOException {
        ExportContracts contracts = ExportContracts.load();
        CommandException.requireKnown("export", entity, contracts.entities());
        if (out != null && !String.valueOf(out.getFileName()).endsWith(YAML)) {
            throw CommandException.usage("a mapping is named NAME.yaml, not " + out.getFileName());
        }
        Path mapping = out == null ? null : daybreak.path(out);
        if (mapping != null && Files.exists(mapping)) {
            throw CommandException.usage("there is a file " + mapping + " already; name another one");
        }
        if (mapping != null && !Files.isDirectory(mapping.resolveSibling(""))) {
            throw CommandException.usage("there is no folder " + mapping.resolveSibling("") + " for the mapping");
        }
        Inspector inspector = new Inspector(contracts);
        List<Inspection> inspections = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (Path file : files(daybreak.path(table))) {
            if (!Files.isReadable(file)) {
                unreadable.add(file + " cannot be read. Its permissions do not allow it.");
                continue;
            }
            try {
                inspections.add(inspector.inspect(file, entity));
            } catch (UnreadableTableException e) {
                unreadable.add(file + " cannot be read. " + e.getMessage());
            }
        }
        write(inspections);
        if (mapping != null && !inspections.isEmpty()) {
            writeMapping(mapping, inspections);
        }
        if (!unreadable.isEmpty()) {
            throw CommandException.failed(String.join("\n", unreadable));
        }
        return ExitCode.DONE;
    }

    private static List<Path> files(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw CommandException.usage("there is no file or folder " + path);
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> files = entries.filter(Files::isRegularFile)
                    .filter(file -> !String.valueOf(file.getFileName()).matches("[._].*"))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw CommandException.usage("the folder " + path + " holds no files");
            }
            return files;
        }
    }

    private void write(List<Inspection> inspections) {
        if (output.format() != OutputFormat.TABLE) {
            output.write(sheet(inspections), daybreak);
            return;
        }
        for (Inspection inspection : inspections) {
            daybreak.out()
                    .println(inspection.file() + ": " + inspection.finding().described());
            daybreak.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%,d rows, %,d malformed, %d columns; %s",
                            inspection.rows(),
                            inspection.malformed(),
                            inspection.columns().size(),
                            inspection.entity() == null
                                    ? "no export fits"
                                    : "probably the export " + inspection.entity() + ", which knows "
                                            + inspection.recognised() + " of the headers"));
            output.write(sheet(List.of(inspection)), daybreak);
        }
    }

    private static Sheet sheet(List<Inspection> inspections) {
        Sheet sheet = new Sheet(
                hidden("file"),
                hidden("form"),
                hidden("rows"),
                hidden("malformed"),
                hidden("entity"),
                hidden("recognised"),
                column("header"),
                column("contract_column"),
                column("type"),
                column("date_forms"),
                column("filled"),
                column("distinct"),
                hidden("distinct_cut"),
                column("examples"));
        for (Inspection inspection : inspections) {
            for (ColumnProfile profile : inspection.columns()) {
                sheet.add(
                        inspection.file(),
                        inspection.finding().described(),
                        inspection.rows(),
                        inspection.malformed(),
                        inspection.entity(),
                        (long) inspection.recognised(),
                        profile.header(),
                        profile.contractColumn(),
                        profile.type().name().toLowerCase(Locale.ROOT),
                        profile.dateForms(),
                        filled(profile, inspection.rows()),
                        new Shown(
                                profile.distinct(),
                                (profile.distinctCut() ? "more than " : "")
                                        + String.format(Locale.ROOT, "%,d", profile.distinct())),
                        profile.distinctCut(),
                        profile.examples());
            }
        }
        return sheet;
    }

    /** The share of rows in which the column is filled; null: there are no rows. */
    private static @Nullable Shown filled(ColumnProfile profile, long rows) {
        if (rows == 0) {
            return null;
        }
        double share = (double) profile.filled() / rows;
        return new Shown(share, String.format(Locale.ROOT, "%.1f %%", 100 * share));
    }

    private void writeMapping(Path to, List<Inspection> inspections) throws IOException {
        String name = String.valueOf(to.getFileName());
        try {
            Files.writeString(to, ProposedMapping.of(name.substring(0, name.length() - YAML.length()), inspections));
        } catch (IllegalArgumentException e) {
            throw CommandException.failed(String.valueOf(e.getMessage()));
        }
    }
}
