package daybreak.reports.quarterly;

import daybreak.reports.page.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The actions at the end of a page. */
final class ActionTable {

    /**
     * A line of the table.
     *
     * @param number its place
     */
    public record Line(int number, String what, Markup why, String who, Markup due, Markup measure, String trace) {}

    private ActionTable() {}

    /**
     * The table, empty without actions.
     *
     * @param title the words above it
     */
    static Markup of(Edition edition, String title, List<Action> actions) {
        if (actions.isEmpty()) {
            return new Markup("");
        }
        List<Line> lines = new ArrayList<>();
        for (Action action : actions) {
            lines.add(new Line(
                    lines.size() + 1,
                    capital(action.what()),
                    Markup.of(action.why()),
                    action.who(),
                    Markup.of(edition.figures().day(action.due())),
                    Markup.of(action.measure()),
                    edition.traces()
                            .mark(action.page(), "action-" + action.name(), action.refersTo(), action.printed())));
        }
        return new Markup(edition.fill("actions", Map.of("title", title, "lines", lines)));
    }

    /** The first of the actions as the end of a headline. */
    static String next(Edition edition, List<Action> actions) {
        return actions.isEmpty()
                ? edition.word("next_none")
                : edition.word("next", "what", small(actions.get(0).what()));
    }

    private static String capital(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    private static String small(String words) {
        return words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }
}
