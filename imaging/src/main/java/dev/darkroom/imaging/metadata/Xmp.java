package dev.darkroom.imaging.metadata;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.ParseOptions;
import com.adobe.internal.xmp.properties.XMPProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One XMP packet, of the file or of its sidecar; whatever in it is damaged is only missing. */
final class Xmp {
    private static final int MAX_LIST = 200;

    static {
        // Paths name fields by these prefixes, whatever a file calls them.
        try {
            XMPMetaFactory.getSchemaRegistry().registerNamespace(Schemas.CONTAINER, "Container");
            XMPMetaFactory.getSchemaRegistry().registerNamespace(Schemas.CONTAINER_ITEM, "Item");
        } catch (XMPException e) {
            throw new IllegalStateException("The prefixes of the container schema must be free", e);
        }
    }

    private final XMPMeta meta;

    Xmp(XMPMeta meta) {
        this.meta = meta;
    }

    /** The packet in {@code xml}; empty when it is none. */
    static Optional<Xmp> parse(byte[] xml) {
        if (!Namespaces.admit(xml)) {
            return Optional.empty();
        }
        try {
            // No document type: no external entity, no expansion bomb.
            return Optional.of(
                    new Xmp(XMPMetaFactory.parseFromBuffer(xml, new ParseOptions().setDisallowDoctype(true))));
        } catch (XMPException | RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** Cleaned text of a property; of one in several languages, the default; of a list, the first. */
    Optional<String> text(String schema, String name) {
        try {
            XMPProperty property = meta.getProperty(schema, name);
            if (property != null && property.getOptions().isArray()) {
                property = property.getOptions().isArrayAltText()
                        ? meta.getLocalizedText(schema, name, null, "x-default")
                        : meta.getArrayItem(schema, name, 1);
            }
            return property == null || property.getValue() == null
                    ? Optional.empty()
                    : CleanText.of(property.getValue());
        } catch (XMPException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Cleaned texts of a list. */
    List<String> texts(String schema, String name) {
        List<String> texts = new ArrayList<>();
        try {
            int count = Math.min(meta.countArrayItems(schema, name), MAX_LIST);
            for (int i = 1; i <= count; i++) {
                CleanText.of(meta.getArrayItem(schema, name, i).getValue()).ifPresent(texts::add);
            }
        } catch (XMPException | RuntimeException e) {
            return texts;
        }
        return texts;
    }

    /** A number, written as such or as a fraction. */
    Optional<Double> number(String schema, String name) {
        return text(schema, name).flatMap(Xmp::number);
    }

    private static Optional<Double> number(String text) {
        String[] parts = text.split("/", 2);
        try {
            double value = Double.parseDouble(parts[0]) / (parts.length == 2 ? Double.parseDouble(parts[1]) : 1);
            return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The items of a list of structures, each by the paths of its fields. */
    List<Item> items(String schema, String name) {
        List<Item> items = new ArrayList<>();
        try {
            int count = Math.min(meta.countArrayItems(schema, name), MAX_LIST);
            for (int i = 1; i <= count; i++) {
                String path = name + "[" + i + "]";
                items.add(field -> text(schema, path + "/" + field));
            }
        } catch (XMPException | RuntimeException e) {
            return items;
        }
        return items;
    }

    /** One structure of a list. */
    @FunctionalInterface
    interface Item {
        /** Cleaned text of the field at this path, such as {@code Container:Item/Item:Mime}. */
        Optional<String> text(String path);
    }
}
