package daybreak.reports;

import daybreak.reports.page.Fonts;
import java.nio.file.Path;

/** The fonts, rebuilt once for all tests of the module. */
public final class TestFonts {

    private static final Fonts FONTS = Fonts.prepare(Path.of("target", "fonts"));

    private TestFonts() {}

    public static Fonts fonts() {
        return FONTS;
    }
}
