package daybreak.reports.page;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Noto Sans SC in the weights that pages use, rebuilt once so that text copied from a PDF is the text that was put in.
 *
 * <p>The font as shipped gives several code points one glyph, among them radicals and the ideographs they look like
 * (⻔ and 门). A PDF stores glyphs and one code point for each, and the lowest one wins, so 门店 would be extracted with a
 * radical. The rebuilt font knows only the code point that people type.
 */
public final class Fonts {

    /** The family by which style sheets and drawings name the font. */
    public static final String FAMILY = "Noto Sans SC";

    /** Stands for a character that the font lacks, as printers have long done. */
    private static final int GETA_MARK = 0x3013;

    /** Raised when {@link #isTyped} or the writing of fonts changes, so that cached fonts of an older rule are not used. */
    private static final String RECIPE = "2";

    /**
     * What is kept of a font. The rules of substitution and kerning are not: they number glyphs as the whole font does,
     * and they would turn —— into one glyph, which is extracted as another character.
     */
    private static final List<String> TABLES = List.of(
            "OS/2", "cmap", "cvt ", "fpgm", "gasp", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post",
            "prep");

    private static final String RESOURCES = "/fonts/ttf/NotoSansSC/NotoSansSC-";
    private static final String VERSION_RESOURCE =
            "/META-INF/maven/com.helger.font/ph-fonts-noto-sans-sc/pom.properties";

    private final Map<FontWeight, Path> files;
    private final Map<FontWeight, Font> drawing;

    private Fonts(Map<FontWeight, Path> files, Map<FontWeight, Font> drawing) {
        this.files = files;
        this.drawing = drawing;
    }

    /**
     * The fonts, rebuilt where the folder does not hold them yet (a fraction of a second each).
     *
     * @param cache folder for rebuilt fonts, made where absent; fonts of another version are left alone
     * @throws UncheckedIOException if the folder cannot be written or a font cannot be read
     */
    public static Fonts prepare(Path cache) {
        Map<FontWeight, Path> files = new EnumMap<>(FontWeight.class);
        Map<FontWeight, Font> drawing = new EnumMap<>(FontWeight.class);
        try {
            Path folder = Files.createDirectories(cache.resolve("noto-sans-sc-" + version() + "-" + RECIPE));
            for (FontWeight weight : FontWeight.values()) {
                Path file = folder.resolve("NotoSansSC-" + weight.fileName() + ".ttf");
                if (!Files.exists(file)) {
                    rebuild(weight, file);
                }
                files.put(weight, file);
                drawing.put(weight, Font.createFont(Font.TRUETYPE_FONT, file.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The fonts of the reports cannot be prepared in " + cache, e);
        } catch (FontFormatException e) {
            throw new IllegalStateException(
                    "A rebuilt font in " + cache + " cannot be read; remove the folder and try again", e);
        }
        return new Fonts(files, drawing);
    }

    /** The font file of a weight. */
    public File file(FontWeight weight) {
        return path(weight).toFile();
    }

    /**
     * The font for a drawing. Bold is asked for by style as well, because a drawing on a PDF finds its font by family
     * and style; the bold file is not made bolder by it.
     *
     * @param size in points
     */
    public Font drawing(FontWeight weight, float size) {
        Font font = drawing.get(weight);
        if (font == null) {
            throw new IllegalStateException("No font of weight " + weight);
        }
        return font.deriveFont(weight == FontWeight.BOLD ? Font.BOLD : Font.PLAIN, size);
    }

    /** The families under which a drawing may ask a PDF for this weight. */
    List<String> families(FontWeight weight) {
        String family = drawing(weight, 1).getFamily();
        return family.equals(FAMILY) ? List.of(FAMILY) : List.of(FAMILY, family);
    }

    /** Whether pages can show this code point. */
    public boolean hasGlyph(int codePoint) {
        return Character.isBmpCodePoint(codePoint)
                && drawing(FontWeight.REGULAR, 1).canDisplay(codePoint);
    }

    /** The code points of a text for which the font has no glyph, as {@code U+20BB7 (𠮷)}, in order of appearance. */
    public Set<String> missing(String text) {
        Set<String> missing = new LinkedHashSet<>();
        text.codePoints()
                .filter(codePoint -> !isLayout(codePoint) && !hasGlyph(codePoint))
                .forEach(codePoint ->
                        missing.add(String.format("U+%04X (%s)", codePoint, Character.toString(codePoint))));
        return missing;
    }

    /**
     * The text with every character that the font lacks replaced: by its compatibility equivalent where the font has
     * that one (radicals, full-width forms), else by 〓. What an export holds must never stop a report.
     */
    public String printable(String text) {
        if (text.codePoints().allMatch(codePoint -> isLayout(codePoint) || hasGlyph(codePoint))) {
            return text;
        }
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> {
            if (isLayout(codePoint) || hasGlyph(codePoint)) {
                printable.appendCodePoint(codePoint);
            } else if (Character.getType(codePoint) != Character.FORMAT) {
                String equivalent = Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKC);
                boolean known = equivalent.codePoints().allMatch(this::hasGlyph);
                printable.append(known ? equivalent : Character.toString(GETA_MARK));
            }
        });
        return printable.toString();
    }

    private static boolean isLayout(int codePoint) {
        return codePoint == '\n' || codePoint == '\r' || codePoint == '\t';
    }

    private Path path(FontWeight weight) {
        Path file = files.get(weight);
        if (file == null) {
            throw new IllegalStateException("No font of weight " + weight);
        }
        return file;
    }

    private static String version() throws IOException {
        try (InputStream in = Fonts.class.getResourceAsStream(VERSION_RESOURCE)) {
            if (in == null) {
                throw new IOException("The font's jar is not on the classpath: no " + VERSION_RESOURCE);
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        }
    }

    private static void rebuild(FontWeight weight, Path file) throws IOException {
        try (InputStream in = Fonts.class.getResourceAsStream(RESOURCES + weight.fileName() + ".ttf")) {
            if (in == null) {
                throw new IOException("The font's jar holds no weight " + weight.fileName());
            }
            byte[] shipped = in.readAllBytes();
            SortedMap<Integer, Integer> typed;
            try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(shipped))) {
                typed = typedCharacters(font.getUnicodeCmapLookup());
            }
            // Written beside and moved: a rebuild that is killed, or two at once, leave no half font.
            Path written = Files.createTempFile(file.getParent(), weight.fileName(), ".part");
            try (OutputStream out = Files.newOutputStream(written)) {
                CharacterMap.write(shipped, typed, TABLES, out);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static SortedMap<Integer, Integer> typedCharacters(CmapLookup glyphs) {
        SortedMap<Integer, Integer> typed = new TreeMap<>();
        for (int codePoint = ' '; codePoint < Character.MAX_VALUE; codePoint++) {
            int glyph = glyphs.getGlyphId(codePoint);
            if (glyph != 0 && isTyped(codePoint, sharing(glyphs, glyph))) {
                typed.put(codePoint, glyph);
            }
        }
        return typed;
    }

    private static List<Integer> sharing(CmapLookup glyphs, int glyph) {
        List<Integer> codePoints = glyphs.getCharCodes(glyph);
        return codePoints == null ? List.of() : new ArrayList<>(codePoints);
    }

    /** Whether people type this code point, or another one that looks the same. Beyond the BMP fontbox cannot embed. */
    private static boolean isTyped(int codePoint, List<Integer> sameGlyph) {
        boolean radical = codePoint >= 0x2E80 && codePoint <= 0x2FDF;
        boolean compatibilityIdeograph = codePoint >= 0xF900 && codePoint <= 0xFAFF;
        if (radical || compatibilityIdeograph) {
            return false;
        }
        boolean alone = sameGlyph.stream().filter(Character::isBmpCodePoint).count() < 2;
        return alone || !isRareTwin(codePoint);
    }

    /** Soft and hard hyphens, em space, figure dash, mathematical and angle look-alikes, wave dash, rare ideographs. */
    private static boolean isRareTwin(int codePoint) {
        return switch (codePoint) {
            case 0x00AD, 0x2003, 0x2011, 0x2012, 0x2035, 0x2215, 0x22EF, 0x2329, 0x232A, 0x301C -> true;
            default -> codePoint >= 0x3400 && codePoint <= 0x4DBF;
        };
    }
}
