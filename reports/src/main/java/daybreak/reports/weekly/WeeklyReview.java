package daybreak.reports.weekly;

import daybreak.reports.chart.ChartTheme;
import daybreak.reports.mart.MartReader;
import daybreak.reports.page.ChartPicture;
import daybreak.reports.page.FontWeight;
import daybreak.reports.page.Fonts;
import daybreak.reports.page.PageRenderer;
import daybreak.reports.page.Printing;
import daybreak.reports.page.RenderedReport;
import daybreak.reports.page.ReportFrame;
import daybreak.reports.page.Templates;
import daybreak.reports.page.Traces;
import daybreak.reports.text.Figures;
import daybreak.reports.text.Language;
import daybreak.reports.text.Texts;
import daybreak.reports.text.Wording;
import daybreak.schemas.alert.AlertRule;
import daybreak.schemas.export.ExportContract;
import daybreak.schemas.export.ExportContracts;
import daybreak.schemas.metric.Metric;
import daybreak.schemas.metric.Metrics;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The weekly management review: one PDF a language, and each of its figures as a picture.
 *
 * <p>Numbered steps: read the marts once, find what is to be said, then print it in each language.
 */
public final class WeeklyReview {

    private static final int HEADLINE_WEEKS = 26;
    private static final int COMPLAINT_WEEKS = 30;
    private static final int MOST_TODOS = 3;

    private final PageRenderer renderer;
    private final Templates templates;
    private final Texts texts;
    private final Metrics metrics;
    private final List<AlertRule> rules;
    private final ExportContracts contracts;

    /**
     * A review that prints with these fonts, in the words and by the definitions of {@code schemas/}.
     *
     * @throws IllegalArgumentException if a text or definition is wrong
     */
    public WeeklyReview(Fonts fonts) {
        this(fonts, Texts.load("page", "labels", "weekly"), Metrics.load(), AlertRule.load(), ExportContracts.load());
    }

    /** A review by definitions given. */
    public WeeklyReview(Fonts fonts, Texts texts, Metrics metrics, List<AlertRule> rules, ExportContracts contracts) {
        this.renderer = new PageRenderer(fonts);
        this.templates = new Templates();
        this.texts = texts;
        this.metrics = metrics;
        this.rules = List.copyOf(rules);
        this.contracts = contracts;
    }

    /**
     * Renders the review of a week.
     *
     * @param marts as they stand; only read
     * @param week the newest whole ISO week of the marts, for example 2026-W47
     * @param languages to print in
     * @param out folder of all reports; the review goes to {@code weekly/<week>/}
     * @return the files and the traces of the figures printed, the same in every language
     * @throws IllegalArgumentException if the marts are not those of that week
     */
    public RenderedReport render(MartReader marts, String week, Collection<Language> languages, Path out) {
        WeeklyMarts read = WeeklyMarts.read(marts, week);
        Traces traces = new Traces("weekly", week, marts.run().run(), marts.traces());
        Path folder = out.resolve("weekly").resolve(week);
        // Words and trace ids one language after the other, so that ids do not depend on which is faster.
        List<Printing> printings = languages.stream()
                .map(language -> printing(read, traces, language, folder))
                .toList();
        return new RenderedReport(renderer.print(printings), traces.all());
    }

    private Printing printing(WeeklyMarts marts, Traces traces, Language language, Path folder) {
        Wording wording = texts.in(language);
        Figures figures = new Figures(language, marts.run().zone());
        ReviewWords words = new ReviewWords(wording, figures, traces, entityTitles(language));
        List<PageOf> pages = pages(marts, words);
        ReportFrame frame = frame(marts, words);
        List<ChartPicture> pictures =
                pages.stream().flatMap(page -> page.pictures().stream()).toList();
        return new Printing(
                frame.document(pages.stream().map(PageOf::section).toList(), pictures),
                folder.resolve("weekly-review." + language.tag() + ".pdf"),
                pictures.isEmpty() ? null : frame.pictures(pictures),
                pictures.stream()
                        .map(picture ->
                                folder.resolve("charts").resolve(picture.name() + "." + language.tag() + ".png"))
                        .toList());
    }

    private List<PageOf> pages(WeeklyMarts marts, ReviewWords words) {
        ChartTheme theme = new ChartTheme(
                renderer.fonts().drawing(FontWeight.REGULAR, 7),
                renderer.fonts().drawing(FontWeight.MEDIUM, 7),
                renderer.fonts().drawing(FontWeight.BOLD, 7));
        RateChart charts = new RateChart(words, theme);
        List<HeadlineFigure> headlines = WeeklyMarts.HEADLINES.stream()
                .map(this::metric)
                .map(metric -> HeadlineFigure.of(marts, metric, HEADLINE_WEEKS))
                .toList();
        HeadlineFigure complaints = HeadlineFigure.of(marts, metric("complaint_rate"), COMPLAINT_WEEKS);
        Funnel funnel = Funnel.of(marts);
        ComplaintClocks clocks = ComplaintClocks.of(marts);
        AlertOutcomes alerts = AlertOutcomes.of(
                marts, rules.stream().map(AlertRule::rule).distinct().toList());
        Intake intake = Intake.of(
                marts, contracts.all().stream().map(ExportContract::entity).toList());

        Actions actions = new Actions(marts, words, metrics);
        List<ToDo> ofSignals = headlines.stream()
                .flatMap(figure -> actions.ofHeadline(figure).stream())
                .toList();
        List<ToDo> ofClocks = actions.ofClocks(clocks).stream().toList();
        List<ToDo> ofFunnel = Stream.concat(actions.ofStep(funnel).stream(), actions.ofChannel(funnel).stream())
                .toList();
        List<ToDo> ofAlerts = actions.ofAlerts(alerts).stream().toList();
        List<ToDo> ofIntake = actions.ofIntake(intake);
        List<ToDo> three = Stream.of(ofSignals, ofClocks, ofFunnel, ofAlerts, ofIntake)
                .flatMap(List::stream)
                .limit(MOST_TODOS)
                .toList();
        List<ToDo> ofComplaints = Stream.concat(
                        ofSignals.stream().filter(todo -> todo.key().endsWith("complaint_rate")), ofClocks.stream())
                .toList();

        PageTemplates pages = new PageTemplates(templates, words);
        return List.of(
                new HeadlinePage(words, charts, headlines, marts.sopChanges(), three, intake, clocks).page(pages),
                new FunnelPage(words, theme, metrics, funnel, ofFunnel).page(pages),
                new ComplaintPage(
                                words,
                                theme,
                                charts,
                                complaints,
                                marts.sopChanges(),
                                clocks,
                                marts.stores(),
                                ofComplaints)
                        .page(pages),
                new AlertPage(
                                words,
                                alerts,
                                marts.stores(),
                                ruleTitles(words),
                                marts.run().asOf(),
                                ofAlerts)
                        .page(pages),
                new IntakePage(words, marts, intake, ofIntake).page(pages));
    }

    private ReportFrame frame(WeeklyMarts marts, ReviewWords words) {
        Wording text = words.text();
        return new ReportFrame(
                templates,
                text,
                text.word("weekly.name"),
                marts.run().brokerage(),
                text.of(
                        "weekly.period",
                        "year",
                        marts.week().substring(0, 4),
                        "week",
                        String.valueOf(Integer.parseInt(marts.week().substring(6))),
                        "days",
                        words.figures().daysInWords(marts.from(), marts.to())),
                text.of(
                        "page.footer",
                        "as_of",
                        words.figures().isoTime(marts.run().asOf()),
                        "run",
                        marts.run().run()));
    }

    private Metric metric(String name) {
        return metrics.find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The weekly review needs the metric " + name + ", which schemas/metrics does not define"));
    }

    /** Titles by rule; a rule of several variants is known by the label of the texts. */
    private Map<String, String> ruleTitles(ReviewWords words) {
        Map<String, String> titles = new LinkedHashMap<>();
        for (AlertRule rule : rules) {
            if (!words.text().has("label.rule." + rule.rule())) {
                titles.putIfAbsent(rule.rule(), words.in(rule.title()));
            }
        }
        return titles;
    }

    private Map<String, String> entityTitles(Language language) {
        Map<String, String> titles = new LinkedHashMap<>();
        for (ExportContract contract : contracts.all()) {
            titles.put(contract.entity(), language == Language.CHINESE ? contract.titleZh() : contract.titleEn());
        }
        return titles;
    }
}
