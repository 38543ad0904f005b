package dev.darkroom.local.s3;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Writes one of S3's documents, element by element. */
final class XmlWriter {
    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final Deque<String> open = new ArrayDeque<>();

    private XmlWriter() {}

    /** Begins a document of S3's name space. */
    static XmlWriter document(String root) {
        XmlWriter writer = new XmlWriter();
        writer.text.append('<').append(root).append(" xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        writer.open.push(root);
        return writer;
    }

    XmlWriter open(String name) {
        text.append('<').append(name).append('>');
        open.push(name);
        return this;
    }

    XmlWriter close() {
        text.append("</").append(open.pop()).append('>');
        return this;
    }

    XmlWriter leaf(String name, Object value) {
        text.append('<').append(name).append('>');
        text.append(escape(value.toString()));
        text.append("</").append(name).append('>');
        return this;
    }

    /** Writes nothing when there is no value. */
    XmlWriter leaf(String name, Optional<?> value) {
        value.ifPresent(there -> leaf(name, there));
        return this;
    }

    /** Ends whatever is open. */
    String end() {
        while (!open.isEmpty()) {
            close();
        }
        return text.toString();
    }

    /** As S3 does it: what XML 1.0 cannot say becomes a reference all the same. */
    static String escape(String value) {
        StringBuilder escaped = new StringBuilder(value.length() + 16);
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                    if (c < 0x20) {
                        escaped.append("&#x").append(Integer.toHexString(c)).append(';');
                    } else {
                        escaped.appendCodePoint(c);
                    }
                }
            }
        });
        return escaped.toString();
    }
}
