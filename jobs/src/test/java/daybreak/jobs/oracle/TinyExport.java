package daybreak.jobs.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/** An export of a few rows, written down in a test, and the oracle's figures for it. */
record TinyExport(Path folder) {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** A file of an undated delivery. */
    TinyExport with(String entity, String csv) throws IOException {
        Files.writeString(folder.resolve(entity + ".csv"), csv);
        return this;
    }

    /** A file of the folder of a day, which is complete. */
    TinyExport on(String day, String entity, String csv) throws IOException {
        Path dated = Files.createDirectories(folder.resolve(day));
        Files.writeString(dated.resolve(entity + ".csv"), csv);
        Files.writeString(dated.resolve("_COMPLETE"), "");
        return this;
    }

    Figures asOf(String from, String to) throws Exception {
        return new Figures(MetricOracle.compute(folder, LocalDate.parse(from), LocalDate.parse(to), SHANGHAI));
    }

    List<OracleAlert> alerts(String from, String to) throws Exception {
        return AlertOracle.compute(folder, LocalDate.parse(from), LocalDate.parse(to), SHANGHAI);
    }

    record Figures(List<OracleValue> values) {

        OracleValue value(String metric, String period, String dimension, String member) {
            return values.stream()
                    .filter(value -> value.metric().equals(metric)
                            && value.period().equals(period)
                            && value.dimension().equals(dimension)
                            && value.member().equals(member))
                    .findFirst()
                    .orElseThrow(() ->
                            new AssertionError("No " + metric + " of " + period + " for " + dimension + " " + member));
        }

        /** Numerator / denominator + not yet due, for example {@code 1/6+1}. */
        String share(String metric, String period, String dimension, String member) {
            OracleValue value = value(metric, period, dimension, member);
            Double denominator = value.denominator();
            return (long) value.numerator() + "/"
                    + (denominator == null ? "-" : String.valueOf(denominator.longValue())) + "+" + value.notYetDue();
        }

        String total(String metric) {
            return share(metric, "all", "", "");
        }

        String of(String metric, String dimension, String member) {
            return share(metric, "all", dimension, member);
        }

        /** The members that have a row, of all time. */
        List<String> members(String metric, String dimension) {
            return values.stream()
                    .filter(value -> value.metric().equals(metric)
                            && value.period().equals("all")
                            && value.dimension().equals(dimension))
                    .map(OracleValue::member)
                    .toList();
        }
    }
}
