package daybreak.sample.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of all kills.
 *
 * @param seed of their moments
 * @param undisturbed seconds that the backfill takes when left alone
 */
record KillReport(long seed, double undisturbed, List<Kills.Kill> kills) {

    boolean isAllHealed() {
        return kills.stream().allMatch(Kills.Kill::isHealed);
    }

    private Map<String, Long> bySteps() {
        return kills.stream().collect(Collectors.groupingBy(Kills.Kill::step, TreeMap::new, Collectors.counting()));
    }

    private long healed() {
        return kills.stream().filter(Kills.Kill::isHealed).count();
    }

    String json() {
        ObjectNode report = new ObjectMapper().createObjectNode();
        report.put("seed", seed);
        report.put("undisturbed_s", undisturbed);
        report.put("kills", kills.size());
        report.put("equal", healed());
        ObjectNode steps = report.putObject("steps");
        bySteps().forEach(steps::put);
        ArrayNode different = report.putArray("different");
        for (Kills.Kill kill : kills) {
            if (!kill.isHealed()) {
                ObjectNode entry = different.addObject();
                entry.put("at_s", kill.at());
                entry.put("step", kill.step());
                ArrayNode wrong = entry.putArray("wrong");
                kill.wrong().forEach(wrong::add);
            }
        }
        return report.toPrettyString();
    }

    String table() {
        String steps = bySteps().entrySet().stream()
                .map(step -> step.getKey() + " " + step.getValue())
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%d of %d kills ended in what the undisturbed backfill ended in (%s)",
                healed(),
                kills.size(),
                steps);
    }
}
