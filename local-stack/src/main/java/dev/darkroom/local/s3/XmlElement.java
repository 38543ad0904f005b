package dev.darkroom.local.s3;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An element of the small documents that clients send; entities and document types are refused. */
record XmlElement(String name, String text, List<XmlElement> children) {
    private static final int MAX_DEPTH = 20;

    /** Reads a document and gives its root. */
    static XmlElement parse(byte[] document) throws S3ErrorException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            reader.nextTag();
            XmlElement root = element(reader, 0);
            while (reader.hasNext()) {
                reader.next();
            }
            return root;
        } catch (XMLStreamException e) {
            throw S3ErrorException.malformedXml();
        }
    }

    private static XmlElement element(XMLStreamReader reader, int depth) throws XMLStreamException, S3ErrorException {
        String name = reader.getLocalName();
        StringBuilder text = new StringBuilder();
        List<XmlElement> children = new ArrayList<>();
        while (true) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (depth == MAX_DEPTH) {
                        throw S3ErrorException.malformedXml();
                    }
                    children.add(element(reader, depth + 1));
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    return new XmlElement(name, text.toString(), children);
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw S3ErrorException.malformedXml();
                default -> {
                    // Comments and the like say nothing.
                }
            }
        }
    }

    List<XmlElement> all(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    Optional<XmlElement> child(String childName) {
        return all(childName).stream().findFirst();
    }

    /** The text of a child; keys may begin or end with spaces, so nothing is trimmed. */
    Optional<String> leaf(String childName) {
        return child(childName).map(XmlElement::text);
    }

    String required(String childName) throws S3ErrorException {
        return leaf(childName).orElseThrow(S3ErrorException::malformedXml);
    }

    /** The root's descendant on this path of names. */
    Optional<String> leafAt(String... path) {
        XmlElement at = this;
        for (String step : path) {
            Optional<XmlElement> next = at.child(step);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            at = next.get();
        }
        return Optional.of(at.text.trim());
    }
}
