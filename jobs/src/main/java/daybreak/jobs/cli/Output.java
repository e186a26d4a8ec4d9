package daybreak.jobs.cli;

import picocli.CommandLine.Option;

/** How a reading command writes. */
final class Output {

    @Option(
            names = "--format",
            paramLabel = "table|csv|json",
            description = "table for people, csv or json for programs (default: table)")
    private OutputFormat format = OutputFormat.TABLE;

    OutputFormat format() {
        return format;
    }

    void write(Sheet sheet, Daybreak daybreak) {
        new SheetWriter(daybreak.out()).write(sheet, format);
    }
}
