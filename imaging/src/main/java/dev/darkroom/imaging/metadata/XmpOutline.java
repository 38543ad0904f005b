package dev.darkroom.imaging.metadata;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Tells XMP from anything else by reading its elements from the first to the last and keeping none of them. So it can be
 * asked where a stranger's file must not cost memory; what the packet says is read elsewhere.
 */
final class XmpOutline {
    /** XMP nests a structure in a list in a structure; nothing that means anything goes so deep. */
    static final int MAX_DEPTH = 100;

    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    private XmpOutline() {}

    /** Whether this is well-formed XML without a document type, and RDF is in it. */
    static boolean is(byte[] xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return hasRdf(factory.createXMLStreamReader(new ByteArrayInputStream(xml)));
        } catch (XMLStreamException | RuntimeException e) {
            return false;
        }
    }

    private static boolean hasRdf(XMLStreamReader reader) throws XMLStreamException {
        boolean found = false;
        int depth = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    found |= reader.getLocalName().equals("RDF") && RDF.equals(reader.getNamespaceURI());
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.DTD -> depth = MAX_DEPTH + 1;
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                return false;
            }
        }
        return found;
    }
}
