package daybreak.jobs.inspect;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The mapping of a source that hands over the files inspected. */
public final class ProposedMapping {

    private ProposedMapping() {}

    /**
     * The text of {@code <source>.yaml}.
     *
     * @param inspections of all files; those that fit no export are left out
     * @throws IllegalArgumentException if none fits any
     */
    public static String of(String source, List<Inspection> inspections) {
        List<Inspection> fitting = inspections.stream()
                .filter(inspection -> inspection.proposal() != null)
                .toList();
        if (fitting.isEmpty()) {
            throw new IllegalArgumentException(
                    "No export fits, so there is no mapping to propose; name one by --entity.");
        }
        StringBuilder text =
                new StringBuilder("source: ").append(YamlText.of(source)).append('\n');
        TreeSet<String> dates = new TreeSet<>();
        fitting.forEach(inspection -> dates.addAll(inspection.dates()));
        if (dates.stream().anyMatch(form -> dates.contains(swapped(form)))) {
            text.append("# Which of day and month comes first cannot be told; name one of ")
                    .append(String.join(", ", dates))
                    .append(" under dates.\n");
            dates.removeIf(form -> form.startsWith("d") || form.startsWith("M"));
        }
        if (!dates.isEmpty()) {
            text.append(dates.stream().map(YamlText::quoted).collect(Collectors.joining(", ", "dates: [", "]\n")));
        }
        TreeSet<String> cells = new TreeSet<>();
        fitting.forEach(inspection -> cells.addAll(inspection.cellForms()));
        if (!cells.isEmpty()) {
            text.append("cells: [").append(String.join(", ", cells)).append("]\n");
        }
        text.append("files:\n");
        fitting.forEach(inspection -> text.append(inspection.proposal()));
        return text.toString();
    }

    /** The form with day and month the other way round; of any other form, none. */
    private static String swapped(String form) {
        if (form.startsWith("d") && form.length() > 2) {
            return "M" + form.charAt(1) + "d" + form.substring(3);
        }
        return "";
    }
}
