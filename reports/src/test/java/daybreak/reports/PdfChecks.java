package daybreak.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** What every PDF of the reports must be, checked on its bytes. */
public final class PdfChecks {

    private PdfChecks() {}

    public static void assertConforms(byte[] pdf) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (PDFAFlavour flavour : List.of(PDFAFlavour.PDFA_3_A, PDFAFlavour.PDFUA_1)) {
            try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), flavour);
                    PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                ValidationResult result = validator.validate(parser);
                List<String> failures = new ArrayList<>();
                for (TestAssertion assertion : result.getTestAssertions()) {
                    if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                        failures.add(assertion.getRuleId().getClause() + " " + assertion.getMessage() + " at "
                                + assertion.getLocation().getContext());
                    }
                }
                assertThat(failures).as("violations of %s", flavour).isEmpty();
                assertThat(result.isCompliant()).as("conforms to %s", flavour).isTrue();
            }
        }
    }

    /** The text of a page, 1 the first, line by line from the top, with line ends and no-break spaces as plain spaces. */
    public static String text(byte[] pdf, int page) throws IOException {
        return text(pdf, page, true);
    }

    /** The text of a page in the order in which it is drawn: columns side by side stay apart. */
    public static String textAsDrawn(byte[] pdf, int page) throws IOException {
        return text(pdf, page, false);
    }

    private static String text(byte[] pdf, int page, boolean sorted) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(sorted);
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            return stripper.getText(document).replaceAll("[\\s\u00A0]+", " ");
        }
    }

    public static int pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }

    /** Characters that lie outside the text block (with its trace gutter) or outside header and footer. */
    public static List<String> outsideTheTextBlock(byte[] pdf) throws IOException {
        List<String> outside = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper stripper = new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    double left = text.getXDirAdj() / MM;
                    double right = (text.getXDirAdj() + text.getWidthDirAdj()) / MM;
                    double baseline = text.getYDirAdj() / MM;
                    boolean body = baseline > 18 && baseline < 279.2;
                    boolean frame = (baseline > 8 && baseline < 16) || (baseline > 283 && baseline < 290);
                    double edge = text.getFontSizeInPt() < 6.6 ? 202.2 : 188.3;
                    if (left < 17.9 || right > edge || !(body || frame)) {
                        outside.add(String.format(
                                "page %d: “%s” at %.1f–%.1f mm across, %.1f mm down",
                                getCurrentPageNo(), text.getUnicode(), left, right, baseline));
                    }
                    super.processTextPosition(text);
                }
            };
            stripper.getText(document);
        }
        return outside;
    }

    private static final double MM = 72 / 25.4;
}
