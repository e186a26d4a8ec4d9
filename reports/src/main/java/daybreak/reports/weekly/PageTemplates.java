package daybreak.reports.weekly;

import daybreak.reports.page.ChartPicture;
import daybreak.reports.page.Markup;
import daybreak.reports.page.Section;
import daybreak.reports.page.Templates;
import java.util.List;
import java.util.Map;

/** The review's templates in one language. */
record PageTemplates(Templates templates, ReviewWords words) {

    /** A page from its template {@code weekly/<name>} and its title {@code weekly.page.<name>}. */
    PageOf page(String name, String headline, Map<String, Object> model, List<ChartPicture> pictures) {
        return new PageOf(
                new Section(
                        name, words.text().word("weekly.page." + name), Markup.headline(headline), fill(name, model)),
                pictures);
    }

    /** A part of a page from its template {@code weekly/<name>}. */
    Markup fill(String name, Map<String, Object> model) {
        return new Markup(templates.fill("weekly/" + name, words.text(), model));
    }
}
