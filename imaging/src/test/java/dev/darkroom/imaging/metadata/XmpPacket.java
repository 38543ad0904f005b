package dev.darkroom.imaging.metadata;

import dev.darkroom.imaging.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes XMP as programs do. */
final class XmpPacket {
    private final StringBuilder properties = new StringBuilder();

    /** A simple property, such as {@code xmp:Rating}. */
    XmpPacket text(String name, String value) {
        return raw("<" + name + ">" + value + "</" + name + ">");
    }

    /** A property in the default language. */
    XmpPacket inDefaultLanguage(String name, String value) {
        return raw(
                "<" + name + "><rdf:Alt><rdf:li xml:lang='x-default'>" + value + "</rdf:li></rdf:Alt></" + name + ">");
    }

    XmpPacket list(String name, String... values) {
        return raw("<" + name + "><rdf:Bag><rdf:li>" + String.join("</rdf:li><rdf:li>", values)
                + "</rdf:li></rdf:Bag></" + name + ">");
    }

    XmpPacket raw(String xml) {
        properties.append(xml);
        return this;
    }

    /** The packet alone, which is what a sidecar holds. */
    byte[] toBytes() {
        return ("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                        + "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'"
                        + " xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmlns:exif='http://ns.adobe.com/exif/1.0/'"
                        + " xmlns:tiff='http://ns.adobe.com/tiff/1.0/' xmlns:aux='http://ns.adobe.com/exif/1.0/aux/'"
                        + " xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'"
                        + " xmlns:MicrosoftPhoto='http://ns.microsoft.com/photo/1.0/'"
                        + " xmlns:GCamera='http://ns.google.com/photos/1.0/camera/'"
                        + " xmlns:C='http://ns.google.com/photos/1.0/container/'"
                        + " xmlns:I='http://ns.google.com/photos/1.0/container/item/'>"
                        + properties
                        + "</rdf:Description></rdf:RDF></x:xmpmeta>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** This packet in front of a JPEG's other segments. */
    byte[] into(byte[] jpeg) {
        byte[] packet = toBytes();
        return new Bytes()
                .u8(0xff, 0xd8, 0xff, 0xe1)
                .be16(2 + 29 + packet.length)
                .text("http://ns.adobe.com/xap/1.0/\0")
                .raw(packet)
                .raw(Arrays.copyOfRange(jpeg, 2, jpeg.length))
                .toArray();
    }
}
