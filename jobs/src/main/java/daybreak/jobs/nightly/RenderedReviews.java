package daybreak.jobs.nightly;

import daybreak.jobs.catalog.Catalog;
import daybreak.jobs.catalog.DatabaseException;
import daybreak.reports.mart.MartReader;
import daybreak.reports.page.Fonts;
import daybreak.reports.page.RenderedReport;
import daybreak.reports.quarterly.QuarterlyRetrospective;
import daybreak.reports.text.Language;
import daybreak.reports.weekly.WeeklyReview;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Renders reports from the marts that stand, and keeps the trace ids that they print. */
public final class RenderedReviews implements Reviews {

    private final Path home;
    private final DataSource dataSource;
    private final List<Language> languages;
    private final ProgressListener progress;

    /**
     * @param home reports go into its {@code out}, rebuilt fonts into its {@code fonts}
     * @param languages one PDF each, in this order
     */
    public RenderedReviews(Path home, DataSource dataSource, List<Language> languages, ProgressListener progress) {
        this.home = home;
        this.dataSource = dataSource;
        this.languages = List.copyOf(languages);
        this.progress = progress;
    }

    private interface Rendering {
        RenderedReport render(MartReader marts, Fonts fonts, Path out);
    }

    @Override
    public List<Path> weekly(String week) {
        return render(
                "weekly review " + week,
                (marts, fonts, out) -> new WeeklyReview(fonts).render(marts, week, languages, out));
    }

    @Override
    public List<Path> quarterly(String quarter) {
        return render(
                "complaint retrospective " + quarter,
                (marts, fonts, out) -> new QuarterlyRetrospective(fonts).render(marts, quarter, languages, out));
    }

    private List<Path> render(String what, Rendering rendering) {
        progress.begun(what, 0);
        try (Connection connection = dataSource.getConnection()) {
            Fonts fonts = Fonts.prepare(home.resolve("fonts"));
            RenderedReport report;
            try (MartReader marts = MartReader.of(connection)) {
                report = rendering.render(marts, fonts, home.resolve("out"));
            }
            new Catalog(dataSource).keep(report.traces());
            return report.files();
        } catch (SQLException e) {
            throw new DatabaseException("the marts could not be read: " + e.getMessage(), e);
        } finally {
            progress.ended(what);
        }
    }
}
