package daybreak.reports.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A chart drawn at three pixels a point, and read back: colours at points, and words with their places. */
final class Canvas {

    static final ChartTheme THEME = new ChartTheme(font("Regular"), font("Medium"), font("Bold"));

    private static final int SCALE = 4;

    private final BufferedImage image;
    private final List<Word> words = new ArrayList<>();

    /** What was written, with its base line's left end in points. */
    record Word(String text, double x, double y) {}

    private Canvas(Chart chart) {
        double width = chart.widthMm() * FramedChart.MM;
        double height = chart.heightMm() * FramedChart.MM;
        image = new BufferedImage(
                (int) Math.ceil(width * SCALE), (int) Math.ceil(height * SCALE), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setPaint(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.scale(SCALE, SCALE);
        chart.draw(new ListeningGraphics(g, SCALE, words), new Rectangle2D.Double(0, 0, width, height));
        g.dispose();
    }

    static Canvas of(Chart chart) {
        Canvas canvas = new Canvas(chart);
        try {
            Path folder = Files.createDirectories(Path.of("target", "charts"));
            ImageIO.write(
                    canvas.image, "png", folder.resolve(chart.name() + ".png").toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return canvas;
    }

    /** Where a plot of these bounds has its data: JFreeChart keeps to whole points inside. */
    static Rectangle2D data(double left, double top, double right, double bottom) {
        Rectangle2D data = new Rectangle2D.Double();
        data.setFrameFromDiagonal(Math.ceil(left), Math.ceil(top), Math.floor(right), Math.floor(bottom));
        return data;
    }

    List<String> texts() {
        return words.stream().map(Word::text).toList();
    }

    Word word(String text) {
        return words.stream()
                .filter(word -> word.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text + " is not among " + texts()));
    }

    Color colour(double x, double y) {
        return new Color(image.getRGB((int) Math.round(x * SCALE), (int) Math.round(y * SCALE)));
    }

    private static Font font(String weight) {
        String path = "/fonts/ttf/NotoSansSC/NotoSansSC-" + weight + ".ttf";
        try (InputStream stream = Canvas.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("The font is not on the class path: " + path);
            }
            return Font.createFont(Font.TRUETYPE_FONT, stream);
        } catch (IOException | FontFormatException failure) {
            throw new IllegalStateException("The font cannot be read: " + path, failure);
        }
    }
}
