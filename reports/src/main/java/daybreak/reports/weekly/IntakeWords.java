package daybreak.reports.weekly;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sentences on what came in. */
final class IntakeWords {

    private static final int REASONS = 3;

    private IntakeWords() {}

    /** One line: in, refused with reasons, duplicates, late, missing days. */
    static String strip(ReviewWords words, Intake intake) {
        if (intake.rowsIn() == 0) {
            return words.text().word("weekly.strip.nothing");
        }
        StringBuilder strip = new StringBuilder(
                words.text().of("weekly.strip.rows", "rows", words.figures().count(intake.rowsIn())));
        if (intake.refused() == 0) {
            strip.append(words.text().word("weekly.strip.none_refused"));
        } else {
            List<String> reasons = new ArrayList<>();
            for (Map.Entry<String, Long> reason : intake.refusedByCode().entrySet()) {
                if (reasons.size() < REASONS) {
                    reasons.add(words.text().label("code", reason.getKey()) + " "
                            + words.figures().count(reason.getValue()));
                }
            }
            strip.append(words.text()
                    .of(
                            "weekly.strip.refused",
                            "refused",
                            words.figures().count(intake.refused()),
                            "share",
                            words.figures().finePercent(intake.refused() / (double) intake.rowsIn()),
                            "reasons",
                            words.list(reasons)));
        }
        strip.append(words.text()
                .of(
                        "weekly.strip.rest",
                        "duplicates",
                        words.figures().count(intake.duplicates()),
                        "late",
                        words.figures().count(intake.late())));
        List<LocalDate> missing = intake.missingDays();
        if (!missing.isEmpty()) {
            strip.append(words.text()
                    .of(
                            "weekly.strip.missing",
                            "days",
                            words.list(
                                    missing.stream().map(words.figures()::day).toList())));
        }
        return strip.append(words.text().word("weekly.strip.more")).toString();
    }
}
