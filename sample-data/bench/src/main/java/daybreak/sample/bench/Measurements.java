package daybreak.sample.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** All that was measured, and its two forms. */
final class Measurements {

    private final Map<Work, Map<Contender, List<Cost>>> costs = new TreeMap<>();

    void add(Work work, Contender contender, Cost cost) {
        costs.computeIfAbsent(work, unused -> new TreeMap<>())
                .computeIfAbsent(contender, unused -> new ArrayList<>())
                .add(cost);
    }

    /** {@code [{work, system, wall_s, cpu_s, peak_mb, runs}]}, medians. */
    String json() {
        List<String> entries = new ArrayList<>();
        costs.forEach((work, byContender) -> byContender.forEach((contender, runs) -> entries.add(String.format(
                Locale.ROOT,
                "  {\"work\": \"%s\", \"system\": \"%s\", \"wall_s\": %.3f, \"cpu_s\": %.3f, \"peak_mb\": %.1f, \"runs\": %d}",
                work.label(),
                contender.label(),
                median(runs, Cost::wall),
                median(runs, Cost::cpu),
                median(runs, Cost::peak),
                runs.size()))));
        return entries.isEmpty() ? "[]" : entries.stream().collect(Collectors.joining(",\n", "[\n", "\n]"));
    }

    /** Medians with the least and the greatest, and daybreak as a multiple of DuckDB. */
    String table() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%-12s %-9s %22s %22s %20s %5s%n",
                "work",
                "system",
                "wall s",
                "CPU s",
                "peak MB",
                "runs"));
        costs.forEach((work, byContender) -> {
            byContender.forEach((contender, runs) -> table.append(String.format(
                    Locale.ROOT,
                    "%-12s %-9s %22s %22s %20s %5d%n",
                    work.label(),
                    contender.label(),
                    spread(runs, Cost::wall, 2),
                    spread(runs, Cost::cpu, 2),
                    spread(runs, Cost::peak, 0),
                    runs.size())));
            ratios(byContender)
                    .forEach((words, ratio) ->
                            table.append(String.format(Locale.ROOT, "%-12s %s: %.2f%n", "", words, ratio)));
        });
        return table.toString();
    }

    private static Map<String, Double> ratios(Map<Contender, List<Cost>> byContender) {
        Map<String, Double> ratios = new LinkedHashMap<>();
        List<Cost> own = byContender.get(Contender.DAYBREAK);
        for (Contender other : List.of(Contender.DUCKDB, Contender.LIMIT)) {
            List<Cost> theirs = byContender.get(other);
            if (own != null && theirs != null) {
                ratios.put(
                        "daybreak ÷ " + other.label() + ", wall", median(own, Cost::wall) / median(theirs, Cost::wall));
            }
        }
        return ratios;
    }

    private static String spread(List<Cost> runs, ToDoubleFunction<Cost> figure, int decimals) {
        String form = "%." + decimals + "f";
        double least = runs.stream().mapToDouble(figure).min().orElse(Double.NaN);
        double greatest = runs.stream().mapToDouble(figure).max().orElse(Double.NaN);
        return String.format(Locale.ROOT, form + " (" + form + "–" + form + ")", median(runs, figure), least, greatest);
    }

    private static double median(List<Cost> runs, ToDoubleFunction<Cost> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
