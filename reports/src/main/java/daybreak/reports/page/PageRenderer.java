package daybreak.reports.page;

import com.openhtmltopdf.extend.FSObjectDrawer;
import com.openhtmltopdf.extend.FSObjectDrawerFactory;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import daybreak.reports.chart.Chart;
import java.awt.RenderingHints;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.w3c.dom.Element;

/** Documents as PDF (PDF/A-3a, PDF/UA-1) and as pictures. */
public final class PageRenderer {

    /** Twice the 96 dpi of a screen: sharp on dense displays. */
    private static final int PICTURE_DPI = 192;

    /** White around the content of a picture. */
    static final double PICTURE_MARGIN_MM = 4;

    private static final int PRINTED_AT_ONCE = 2;

    private static final double POINTS_PER_MM = 72 / 25.4;

    private static final int WHITE = 0xFFFFFF;
    private static final String CHART_TYPE = "daybreak/chart";

    private final Fonts fonts;
    private final byte[] colours;

    /** A renderer that prints with these fonts. */
    public PageRenderer(Fonts fonts) {
        this.fonts = fonts;
        // The layout engine tells of every style sheet and font; only what is wrong is wanted in the log.
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
        this.colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    }

    /** The fonts it prints with. */
    public Fonts fonts() {
        return fonts;
    }

    /**
     * The document as PDF.
     *
     * @throws UncheckedIOException if the document cannot be laid out
     */
    public byte[] pdf(Document document) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.withHtmlContent(fonts.printable(document.xhtml()), "");
            builder.withProducer("Daybreak");
            builder.usePdfUaAccessibility(true);
            builder.usePdfAConformance(PdfAConformance.PDFA_3_A);
            builder.useColorProfile(colours);
            for (FontWeight weight : FontWeight.values()) {
                for (String family : fonts.families(weight)) {
                    builder.useFont(fonts.file(weight), family, weight.cssWeight(), FontStyle.NORMAL, true);
                }
            }
            builder.useObjectDrawerFactory(new ChartDrawers(document));
            builder.toStream(out);
            builder.run();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("The document “" + document.title() + "” cannot be made a PDF", e);
        }
    }

    /**
     * The document as PDF in a file, written beside and moved, so that a reader never meets half a report.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public void writePdf(Document document, Path file) {
        byte[] pdf = pdf(document);
        write(file, out -> out.write(pdf));
    }

    /**
     * The document's first page as PNG in a file, cut to its content.
     *
     * @throws UncheckedIOException if the file cannot be written
     */
    public void writePicture(Document document, Path file) {
        writePictures(document, List.of(file));
    }

    /**
     * The document's pages as PNGs, each cut to its content.
     *
     * @param files one a page, in order
     * @throws UncheckedIOException if a file cannot be written
     * @throws IllegalArgumentException if there are not as many pages as files
     */
    public void writePictures(Document document, List<Path> files) {
        try (PDDocument pdf = Loader.loadPDF(pdf(document))) {
            if (pdf.getNumberOfPages() != files.size()) {
                throw new IllegalArgumentException("The pictures of “" + document.title() + "” need "
                        + pdf.getNumberOfPages() + " pages, not " + files.size());
            }
            PDFRenderer renderer = new PDFRenderer(pdf);
            RenderingHints hints =
                    new RenderingHints(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            hints.put(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            hints.put(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
            renderer.setRenderingHints(hints);
            for (int page = 0; page < files.size(); page++) {
                BufferedImage picture = cut(renderer.renderImageWithDPI(page, PICTURE_DPI, ImageType.RGB));
                write(files.get(page), out -> ImageIO.write(picture, "png", out));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The document “" + document.title() + "” cannot be made pictures", e);
        }
    }

    /**
     * Prints a report in all its languages, two at a time: they share nothing but the fonts.
     *
     * @return the files, PDFs first
     * @throws UncheckedIOException if a file cannot be written
     */
    public List<Path> print(List<Printing> languages) {
        ExecutorService threads = Executors.newFixedThreadPool(PRINTED_AT_ONCE);
        try {
            List<Future<?>> printed = new ArrayList<>();
            languages.forEach(language -> printed.add(threads.submit(() -> print(language))));
            for (Future<?> language : printed) {
                language.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException told) {
                throw told;
            }
            throw new IllegalStateException("A report cannot be printed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a report was printed", e);
        } finally {
            threads.shutdownNow();
        }
        return Stream.concat(
                        languages.stream().map(Printing::pdf),
                        languages.stream().flatMap(language -> language.pictures().stream()))
                .toList();
    }

    private void print(Printing language) {
        writePdf(language.report(), language.pdf());
        Document figures = language.figures();
        if (figures != null) {
            writePictures(figures, language.pictures());
        }
    }

    /** The picture without the white right of and below its content, but for a margin as on the other sides. */
    private static BufferedImage cut(BufferedImage page) {
        int margin = (int) Math.round(PICTURE_MARGIN_MM / 25.4 * PICTURE_DPI);
        int[] row = new int[page.getWidth()];
        int last = 0;
        int right = 0;
        // By whole rows of the raster: asked for pixel by pixel, the colour model takes longer than all drawing.
        for (int y = 0; y < page.getHeight(); y++) {
            page.getRaster().getDataElements(0, y, row.length, 1, row);
            int x = row.length - 1;
            while (x >= 0 && (row[x] & WHITE) == WHITE) {
                x--;
            }
            if (x >= 0) {
                last = y;
                right = Math.max(right, x);
            }
        }
        return page.getSubimage(
                0, 0, Math.min(page.getWidth(), right + 1 + margin), Math.min(page.getHeight(), last + 1 + margin));
    }

    private static void write(Path file, Content content) {
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            Path written = folder.resolve(file.getFileName() + ".part");
            try (OutputStream out = Files.newOutputStream(written)) {
                content.writeTo(out);
            }
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The report's file cannot be written: " + file, e);
        }
    }

    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Finds the chart that an {@code <object>} names and draws it in place, as vectors. */
    private record ChartDrawers(Document document) implements FSObjectDrawerFactory {

        @Override
        public FSObjectDrawer createDrawer(Element element) {
            String name = element.getAttribute("data");
            Chart chart = document.chart(name);
            if (chart == null) {
                throw new IllegalArgumentException("The document names a chart that it does not have: " + name);
            }
            return (place, x, y, width, height, device, context, dotsPerPixel) -> {
                // Whole pixels, rounded up: the canvas is cut to whole pixels and placed by its lower edge.
                float pixelsWide = (float) Math.ceil(width / dotsPerPixel);
                float pixelsHigh = (float) Math.ceil(height / dotsPerPixel);
                device.drawWithGraphics((float) x, (float) y, pixelsWide, pixelsHigh, graphics -> {
                    // The canvas counts in 1/96 inch, charts in points.
                    graphics.scale(96 / 72.0, 96 / 72.0);
                    chart.draw(
                            graphics,
                            new Rectangle2D.Double(
                                    0, 0, chart.widthMm() * POINTS_PER_MM, chart.heightMm() * POINTS_PER_MM));
                });
                return Map.of();
            };
        }

        @Override
        public boolean isReplacedObject(Element element) {
            return element.getAttribute("type").equals(CHART_TYPE);
        }
    }
}
