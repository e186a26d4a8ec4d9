package daybreak.reports.weekly;

import daybreak.reports.page.Markup;
import daybreak.reports.page.MartRow;
import daybreak.reports.text.Figures;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Page 5: what came in, what was refused, what is missing or stale. */
public final class IntakePage {

    private static final String NAME = "intake";
    private static final int MOST_REASONS = 6;

    /** Entities that a headline has room to name. */
    private static final int MOST_STALE = 2;

    private final ReviewWords words;
    private final WeeklyMarts marts;
    private final Intake intake;
    private final List<ToDo> todos;

    IntakePage(ReviewWords words, WeeklyMarts marts, Intake intake, List<ToDo> todos) {
        this.words = words;
        this.marts = marts;
        this.intake = intake;
        this.todos = List.copyOf(todos);
    }

    /** An entity as the template shows it. */
    public record EntityView(
            String entity,
            List<Cell> days,
            String rowsIn,
            String accepted,
            String refused,
            String refusedClass,
            String duplicates,
            String late,
            String last,
            String lastClass,
            String trace) {}

    /** A cell of figures. */
    public record Cell(String text, String style) {}

    /** A reason of refusal as the template shows it. */
    public record ReasonView(
            String reason, String entity, Markup column, String refused, String expected, String trace) {}

    PageOf page(PageTemplates templates) {
        Map<String, Object> model = new HashMap<>();
        model.put("days", dayHeads());
        model.put("entities", intake.entities().stream().map(this::entity).toList());
        model.put("total", total());
        model.put("entitiesTitle", entitiesTitle());
        model.put(
                "entitiesSub",
                words.text().of("weekly.entities.sub", "gaps", words.figures().count(Intake.Rhythm.FEWEST_GAPS)));
        model.put("reasonsTitle", reasonsTitle());
        model.put("reasons", reasons());
        int more = intake.reasons().size() - MOST_REASONS;
        model.put(
                "moreReasons",
                more <= 0
                        ? ""
                        : words.text()
                                .of(
                                        "weekly.reasons.more",
                                        "count",
                                        words.figures().count(more)));
        model.put("todos", HeadlinePage.numbered(words, NAME, todos));
        model.put(
                "strip",
                Markup.of(words.text()
                        .of("weekly.intake.strip", "orphans", words.figures().count(intake.orphans()))));
        return templates.page(NAME, headline(), model, List.of());
    }

    private String headline() {
        if (intake.rowsIn() == 0) {
            return words.text().word("weekly.intake.headline_nothing");
        }
        String rows = intake.refused() == 0
                ? words.text()
                        .of(
                                "weekly.intake.headline_all",
                                "rows",
                                words.figures().count(intake.rowsIn()))
                : words.text()
                        .of(
                                "weekly.intake.headline",
                                "rows",
                                words.figures().count(intake.rowsIn()),
                                "refused",
                                words.figures().count(intake.refused()),
                                "share",
                                words.figures().finePercent(intake.refused() / (double) intake.rowsIn()));
        List<LocalDate> missing = intake.missingDays();
        String rest;
        if (!missing.isEmpty()) {
            rest = words.text()
                    .of(
                            "weekly.intake.headline_missing",
                            "days",
                            words.list(
                                    missing.stream().map(words.figures()::day).toList()));
        } else if (intake.stale().size() > MOST_STALE) {
            rest = words.text()
                    .of(
                            "weekly.intake.headline_stale_many",
                            "count",
                            words.figures().count(intake.stale().size()));
        } else if (!intake.stale().isEmpty()) {
            rest = words.text()
                    .of(
                            "weekly.intake.headline_stale",
                            "entities",
                            words.list(intake.stale().stream()
                                    .map(entity -> words.entity(entity.entity()))
                                    .toList()));
        } else {
            rest = words.text().word("weekly.intake.headline_fresh");
        }
        return rows + (words.isChinese() ? "" : " ") + rest;
    }

    private String entitiesTitle() {
        return intake.rowsIn() == 0
                ? words.text().word("weekly.entities.title_nothing")
                : words.text()
                        .of(
                                "weekly.entities.title",
                                "accepted",
                                words.figures().count(intake.accepted()),
                                "duplicates",
                                words.figures().count(intake.duplicates()),
                                "late",
                                words.figures().count(intake.late()));
    }

    private List<Cell> dayHeads() {
        List<Cell> heads = new ArrayList<>();
        for (LocalDate day = marts.from(); !day.isAfter(marts.to()); day = day.plusDays(1)) {
            heads.add(
                    new Cell(words.figures().weekday(day), intake.missingDays().contains(day) ? "r worse" : "r"));
        }
        return heads;
    }

    private EntityView entity(Intake.Entity entity) {
        List<Cell> days = new ArrayList<>();
        for (int i = 0; i < entity.byDay().size(); i++) {
            LocalDate day = marts.from().plusDays(i);
            Long rows = entity.byDay().get(i);
            String state = marts.days().get(day);
            if (state == null || state.equals("missing")) {
                days.add(new Cell(words.text().word("weekly.entities.no_folder"), "r worse"));
            } else {
                days.add(
                        new Cell(rows == null ? Figures.ABSENT : words.figures().count(rows), "r muted"));
            }
        }
        LocalDate last = entity.lastArrival();
        return new EntityView(
                words.entity(entity.entity()),
                days,
                words.figures().count(entity.rowsIn()),
                words.figures().count(entity.accepted()),
                words.figures().count(entity.refused()),
                entity.refused() > 0 ? "r medium" : "r",
                words.figures().count(entity.duplicates()),
                words.figures().count(entity.late()),
                last == null
                        ? words.text().word("weekly.entities.never")
                        : entity.isStale()
                                ? words.text()
                                        .of(
                                                "weekly.entities.stale",
                                                "day",
                                                words.figures().day(last))
                                : words.figures().day(last),
                entity.isStale() ? "r worse" : last == null ? "r faint" : "r muted",
                words.traces()
                        .mark(
                                NAME,
                                "entity/" + entity.entity(),
                                List.of(new MartRow("intake_file", Map.of("entity", entity.entity()))),
                                Rows.printed(
                                        "rows_in", entity.rowsIn(),
                                        "accepted", entity.accepted(),
                                        "refused", entity.refused(),
                                        "duplicates", entity.duplicates(),
                                        "late", entity.late(),
                                        "orphans", entity.orphans())));
    }

    private EntityView total() {
        List<Cell> days = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            long rows = 0;
            for (Intake.Entity entity : intake.entities()) {
                Long ofDay = entity.byDay().get(i);
                rows += ofDay == null ? 0 : ofDay;
            }
            days.add(new Cell(words.figures().count(rows), "r"));
        }
        return new EntityView(
                words.text().word("weekly.total"),
                days,
                words.figures().count(intake.rowsIn()),
                words.figures().count(intake.accepted()),
                words.figures().count(intake.refused()),
                "r",
                words.figures().count(intake.duplicates()),
                words.figures().count(intake.late()),
                "",
                "r",
                "");
    }

    private String reasonsTitle() {
        if (intake.refused() == 0) {
            return words.text()
                    .word(intake.rowsIn() == 0 ? "weekly.reasons.title_nothing" : "weekly.reasons.title_none");
        }
        Map.Entry<String, Long> most =
                intake.refusedByCode().entrySet().stream().findFirst().orElse(Map.entry("", 0L));
        return words.text()
                .of(
                        "weekly.reasons.title",
                        "reason",
                        words.text().label("code", most.getKey()),
                        "count",
                        words.figures().count(most.getValue()),
                        "refused",
                        words.figures().count(intake.refused()));
    }

    private List<ReasonView> reasons() {
        return intake.reasons().stream()
                .limit(MOST_REASONS)
                .map(reason -> new ReasonView(
                        words.text().label("code", reason.code()),
                        words.entity(reason.entity()),
                        Markup.of(
                                reason.column().isEmpty() ? words.text().word("weekly.reasons.row") : reason.column()),
                        words.figures().count(reason.refused()),
                        reason.expected(),
                        words.traces()
                                .mark(
                                        NAME,
                                        "refused/" + reason.code() + "/" + reason.entity() + "/" + reason.column(),
                                        List.of(new MartRow(
                                                "quarantine",
                                                Map.of("code", reason.code(), "entity", reason.entity()))),
                                        Rows.printed("refused", reason.refused()))))
                .toList();
    }
}
