package dev.darkroom.local.s3;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the small documents that clients send; entities and document types are refused. */
final class Xml {
    private Xml() {}

    /** The texts of a document's leaf elements by local name; the first wins. Also proves the document well-formed. */
    static Map<String, String> leaves(byte[] document) throws S3ErrorException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Map<String, String> leaves = new HashMap<>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            StringBuilder text = new StringBuilder();
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> text.setLength(0);
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(reader.getText());
                    case XMLStreamConstants.END_ELEMENT -> {
                        leaves.putIfAbsent(
                                reader.getLocalName(), text.toString().trim());
                        text.setLength(0);
                    }
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw S3ErrorException.malformedXml();
                    default -> {
                        // Comments and the like say nothing.
                    }
                }
            }
            return leaves;
        } catch (XMLStreamException e) {
            throw S3ErrorException.malformedXml();
        }
    }
}
