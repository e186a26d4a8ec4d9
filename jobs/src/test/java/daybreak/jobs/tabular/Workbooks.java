package daybreak.jobs.tabular;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Workbooks written part by part, for what no writer of workbooks writes. Style 1 is a date with time, 2 a date as Chinese
 * editions of Excel have it, 3 five digits, 4 an amount of hours, 5 an amount in red if negative.
 */
public final class Workbooks {

    public static final String WORKBOOK = "xl/workbook.xml";
    public static final String SHEET = "xl/worksheets/sheet1.xml";
    public static final String STRINGS = "xl/sharedStrings.xml";

    private static final String MAIN = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    private Workbooks() {}

    /** A workbook of one sheet with these rows. */
    public static byte[] of(String rows) {
        return zip(parts(rows));
    }

    /** The same, its dates counted from 1904. */
    public static byte[] of1904(String rows) {
        Map<String, byte[]> parts = parts(rows);
        parts.put(WORKBOOK, utf8(workbook("<workbookPr date1904=\"1\"/>", "<sheet name=\"Sheet1\" r:id=\"rId1\"/>")));
        return zip(parts);
    }

    /** The parts of a workbook of one sheet, by name, to be changed. */
    static Map<String, byte[]> parts(String rows) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", utf8("<Types/>"));
        parts.put(WORKBOOK, utf8(workbook("", "<sheet name=\"Sheet1\" r:id=\"rId1\"/>")));
        parts.put("xl/_rels/workbook.xml.rels", utf8("""
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                <Relationship Id="rId1" Target="worksheets/sheet1.xml"/>
                <Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/></Relationships>
                """));
        parts.put("xl/styles.xml", utf8("<styleSheet " + MAIN + """
                ><numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm;@"/>
                <numFmt numFmtId="165" formatCode="00000"/><numFmt numFmtId="166" formatCode="[h]:mm:ss"/>
                <numFmt numFmtId="167" formatCode="#,##0.00&quot;yd&quot;;[Red]-0.00"/></numFmts>
                <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
                <cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="31"/><xf numFmtId="165"/>
                <xf numFmtId="166"/><xf numFmtId="167"/></cellXfs></styleSheet>
                """));
        parts.put(SHEET, utf8(sheet(rows, "")));
        return parts;
    }

    /** @param below what stands below the rows */
    static String sheet(String rows, String below) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet " + MAIN + "><sheetData>" + rows + "</sheetData>"
                + below + "</worksheet>";
    }

    static String workbook(String properties, String sheets) {
        return "<workbook " + MAIN + " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">"
                + properties + "<sheets>" + sheets + "</sheets></workbook>";
    }

    /** A row of cells that hold their text themselves; a blank cell is left out. */
    static String row(int number, String... cells) {
        StringBuilder row = new StringBuilder("<row r=\"" + number + "\">");
        for (int i = 0; i < cells.length; i++) {
            if (!cells[i].isEmpty()) {
                row.append("<c r=\"").append((char) ('A' + i)).append(number);
                row.append("\" t=\"inlineStr\"><is><t>").append(cells[i]).append("</t></is></c>");
            }
        }
        return row.append("</row>").toString();
    }

    public static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
