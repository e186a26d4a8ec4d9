package daybreak.jobs.tabular;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A part of a workbook, read element by element. It knows no document types: nothing outside the part is ever looked up, and a
 * part that declares entities is refused. Names are without their namespaces, as these differ between the two editions of the
 * standard.
 */
final class XmlPart implements Closeable {

    /** The JDK counts escaped ampersands among them, of which a large sheet has many. */
    private static final String MOST_OF_ENTITIES = "jdk.xml.totalEntitySizeLimit";

    private final String name;
    private final InputStream in;
    private final XMLStreamReader reader;

    private XmlPart(String name, InputStream in, XMLStreamReader reader) {
        this.name = name;
        this.in = in;
        this.reader = reader;
    }

    static XmlPart open(ZipArchive archive, String name) throws IOException {
        InputStream in = archive.entry(name).open();
        try {
            return new XmlPart(name, in, factory().createXMLStreamReader(in));
        } catch (XMLStreamException e) {
            in.close();
            throw broken(name, e);
        }
    }

    private static XMLInputFactory factory() {
        // The JDK's own, whatever others lie on the class path.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(MOST_OF_ENTITIES, "0");
        return factory;
    }

    /** Goes to the next beginning or end of an element; false: there is none. */
    boolean next() throws IOException {
        try {
            while (reader.hasNext()) {
                int event = step();
                if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_ELEMENT) {
                    return true;
                }
            }
            return false;
        } catch (XMLStreamException e) {
            throw broken(name, e);
        }
    }

    /** Whether it stands at the beginning of such an element. */
    boolean begins(String element) {
        return reader.isStartElement() && reader.getLocalName().equals(element);
    }

    /** Whether it stands at the end of such an element. */
    boolean ends(String element) {
        return reader.isEndElement() && reader.getLocalName().equals(element);
    }

    /** Of the element at whose beginning it stands; null: it has no such attribute. */
    @Nullable
    String attribute(String attribute) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(attribute)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Whether the attribute says yes. */
    boolean isSet(String attribute) {
        String value = attribute(attribute);
        return value != null && (value.equals("1") || value.equals("true") || value.equals("on"));
    }

    /** The text of the element at whose beginning it stands, without that of elements within; then it stands at its end. */
    String text() throws IOException {
        try {
            StringBuilder text = new StringBuilder();
            int within = 0;
            while (within >= 0) {
                int event = step();
                switch (event) {
                    case XMLStreamConstants.START_ELEMENT -> within++;
                    case XMLStreamConstants.END_ELEMENT -> within--;
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                        if (within == 0) {
                            text.append(reader.getText());
                        }
                    }
                    default -> {}
                }
                if (text.length() > Malformation.MOST_CHARACTERS) {
                    throw new UnreadableTableException("A cell of the workbook holds more than any cell can.");
                }
            }
            return text.toString();
        } catch (XMLStreamException e) {
            throw broken(name, e);
        }
    }

    private int step() throws XMLStreamException, UnreadableTableException {
        int event = reader.next();
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new UnreadableTableException(
                    "The workbook's part " + name + " declares a document type, as no workbook"
                            + " does. Nothing it refers to was read; find out where the file comes from.");
        }
        return event;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Without what the parser says: it may quote the part. */
    private static IOException broken(String name, XMLStreamException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableTableException said) {
                return said;
            }
        }
        if (e.getNestedException() instanceof UnreadableTableException said) {
            return said;
        }
        return new UnreadableTableException("The workbook's part " + name + " is broken at line "
                + e.getLocation().getLineNumber() + ", column "
                + e.getLocation().getColumnNumber() + "; open it in Excel and save it again.");
    }
}
