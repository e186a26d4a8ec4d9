package daybreak.reports.quarterly;

import daybreak.reports.chart.Chart;
import daybreak.reports.chart.ChartTheme;
import daybreak.reports.mart.MartReader;
import daybreak.reports.page.ChartPicture;
import daybreak.reports.page.FontWeight;
import daybreak.reports.page.Fonts;
import daybreak.reports.page.PageRenderer;
import daybreak.reports.page.Printing;
import daybreak.reports.page.RenderedReport;
import daybreak.reports.page.ReportFrame;
import daybreak.reports.page.Section;
import daybreak.reports.page.Templates;
import daybreak.reports.page.Traces;
import daybreak.reports.text.Figures;
import daybreak.reports.text.Language;
import daybreak.reports.text.Texts;
import daybreak.reports.text.Wording;
import daybreak.schemas.metric.Metrics;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The quarterly complaint retrospective: the quarter on one page, volume and rate with SOP changes, root causes, clocks
 * as distributions. As PDF in each language, and each chart as a picture.
 */
public final class QuarterlyRetrospective {

    private static final String REPORT = "quarterly";

    private final PageRenderer renderer;
    private final Metrics metrics;
    private final Texts texts;
    private final Templates templates;

    /**
     * A retrospective that prints with these fonts, in the words and by the definitions of {@code schemas/}.
     *
     * @throws IllegalArgumentException if a text or definition is wrong
     */
    public QuarterlyRetrospective(Fonts fonts) {
        this(fonts, Texts.load("page", "labels", REPORT), Metrics.load());
    }

    /**
     * A retrospective by definitions given.
     *
     * @param metrics whose targets, owners and advice are printed
     */
    public QuarterlyRetrospective(Fonts fonts, Texts texts, Metrics metrics) {
        this.renderer = new PageRenderer(fonts);
        this.metrics = metrics;
        this.texts = texts;
        this.templates = new Templates();
    }

    /**
     * Renders the retrospective of a quarter.
     *
     * @param marts as they stand; only read
     * @param period for example 2026-Q3; a quarter that is not over, or began before the first export, is marked so
     * @param languages to print in
     * @param out folder of all reports; the retrospective goes to {@code quarterly/<quarter>/}
     * @return the files and the traces of the figures printed, the same in every language
     * @throws IllegalArgumentException if the period is no quarter, or the marts know nothing of it
     * @throws java.io.UncheckedIOException if a file cannot be written
     */
    public RenderedReport render(MartReader marts, String period, Collection<Language> languages, Path out) {
        QuarterData data = QuarterData.read(marts, Quarter.of(period));
        Traces traces = new Traces(REPORT, period, data.run().run(), marts.traces());
        Path folder = out.resolve(REPORT).resolve(period);
        // Words and trace ids one language after the other, so that ids do not depend on which is faster.
        List<Printing> printings = languages.stream()
                .map(language -> printing(edition(data, traces, language), folder))
                .toList();
        return new RenderedReport(renderer.print(printings), traces.all());
    }

    private Edition edition(QuarterData data, Traces traces, Language language) {
        Fonts fonts = renderer.fonts();
        ChartTheme theme = new ChartTheme(
                fonts.drawing(FontWeight.REGULAR, 7),
                fonts.drawing(FontWeight.MEDIUM, 7),
                fonts.drawing(FontWeight.BOLD, 7));
        return new Edition(
                data, texts.in(language), new Figures(language, data.run().zone()), templates, theme, traces, metrics);
    }

    private Printing printing(Edition edition, Path folder) {
        List<Action> actions = Actions.of(edition);
        List<PrintedPage> pages = List.of(
                SummaryPage.of(edition, actions),
                TrendPage.of(edition, actions),
                CausesPage.of(edition, actions),
                ClocksPage.of(edition, actions));
        ReportFrame frame = frame(edition);
        List<Section> sections = pages.stream().map(PrintedPage::section).toList();
        List<ChartPicture> charts =
                pages.stream().flatMap(page -> page.pictures().stream()).toList();
        List<ChartPicture> drawn = new ArrayList<>(charts);
        for (PrintedPage page : pages) {
            for (Chart sparkline : page.sparklines()) {
                drawn.add(new ChartPicture(sparkline, sparkline.name(), ""));
            }
        }
        String tag = edition.words().language().tag();
        return new Printing(
                frame.document(sections, drawn),
                folder.resolve("complaint-retrospective." + tag + ".pdf"),
                charts.isEmpty() ? null : frame.pictures(charts),
                charts.stream()
                        .map(chart -> folder.resolve("charts").resolve(chart.name() + "." + tag + ".png"))
                        .toList());
    }

    private ReportFrame frame(Edition edition) {
        QuarterData data = edition.data();
        Quarter quarter = data.quarter();
        Wording words = edition.words();
        String periodWords = edition.word(
                "period",
                "year",
                quarter.year(),
                "name",
                edition.name(quarter),
                "months",
                edition.word("months_" + quarter.number()),
                "state",
                data.isWhole(quarter) ? "" : edition.word("period_unfinished"));
        String footer = words.of(
                "page.footer",
                "as_of",
                edition.figures().isoTime(data.run().asOf()),
                "run",
                data.run().run());
        return new ReportFrame(
                templates, words, edition.word("report"), data.run().brokerage(), periodWords, footer);
    }
}
