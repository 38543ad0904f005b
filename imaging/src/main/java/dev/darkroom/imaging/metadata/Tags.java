package dev.darkroom.imaging.metadata;

import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.ParseOptions;
import com.adobe.internal.xmp.properties.XMPProperty;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.Rational;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.iptc.IptcReader;
import com.drew.metadata.xmp.XmpDirectory;
import dev.darkroom.imaging.format.MetadataBlocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tags of one file, each read so that a damaged one is only missing. */
final class Tags {
    private static final int MAX_LIST = 200;

    private final Metadata metadata;
    private final Optional<XMPMeta> xmp;

    private Tags(Metadata metadata, Optional<XMPMeta> xmp) {
        this.metadata = metadata;
        this.xmp = xmp;
    }

    static Tags read(MetadataBlocks blocks) {
        Metadata metadata = new Metadata();
        blocks.exif().ifPresent(exif -> parse(() -> new ExifReader().extract(new ByteArrayReader(exif), metadata)));
        blocks.iptc()
                .ifPresent(iptc -> parse(
                        () -> new IptcReader().extract(new SequentialByteArrayReader(iptc), metadata, iptc.length)));
        Optional<XMPMeta> xmp = blocks.xmp()
                .flatMap(Tags::parseXmp)
                .or(() -> Optional.ofNullable(metadata.getFirstDirectoryOfType(XmpDirectory.class))
                        .map(XmpDirectory::getXMPMeta));
        return new Tags(metadata, xmp);
    }

    /** The parser is careful, not perfect: what it read before it stumbled stays. */
    private static void parse(Runnable parser) {
        try {
            parser.run();
        } catch (RuntimeException | StackOverflowError e) {
            // A damaged file is everyday input, and has no one to tell.
            return;
        }
    }

    private static Optional<XMPMeta> parseXmp(byte[] packet) {
        try {
            // No document type: no external entity, no expansion bomb.
            return Optional.of(XMPMetaFactory.parseFromBuffer(packet, new ParseOptions().setDisallowDoctype(true)));
        } catch (XMPException | RuntimeException | StackOverflowError e) {
            return Optional.empty();
        }
    }

    /** Cleaned text of a tag, from the first directory of this type that has one. */
    Optional<String> text(Class<? extends Directory> type, int tag) {
        for (Directory directory : metadata.getDirectoriesOfType(type)) {
            Object value = directory.getObject(tag);
            Optional<String> text = Optional.empty();
            if (value instanceof StringValue string) {
                text = CleanText.of(string.getBytes());
            } else if (value instanceof String string) {
                text = CleanText.of(string);
            }
            if (text.isPresent()) {
                return text;
            }
        }
        return Optional.empty();
    }

    /** All texts of a tag that may repeat, cleaned. */
    List<String> texts(Class<? extends Directory> type, int tag) {
        List<String> texts = new ArrayList<>();
        for (Directory directory : metadata.getDirectoriesOfType(type)) {
            String[] values = directory.getStringArray(tag);
            for (int i = 0; values != null && i < Math.min(values.length, MAX_LIST); i++) {
                CleanText.of(values[i]).ifPresent(texts::add);
            }
        }
        return texts;
    }

    /** A finite number, from the first directory of this type that has one. */
    Optional<Double> number(Class<? extends Directory> type, int tag) {
        for (Directory directory : metadata.getDirectoriesOfType(type)) {
            Double value = directory.getDoubleObject(tag);
            if (value != null && Double.isFinite(value)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** A whole number; of several, the first. */
    Optional<Integer> integer(Class<? extends Directory> type, int tag) {
        for (Directory directory : metadata.getDirectoriesOfType(type)) {
            Integer value = directory.getInteger(tag);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** Rational numbers of a tag as finite numbers; empty when one is not, or when there are none. */
    List<Double> numbers(Class<? extends Directory> type, int tag) {
        Directory directory = metadata.getFirstDirectoryOfType(type);
        Rational[] values = directory == null ? null : directory.getRationalArray(tag);
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; values != null && i < values.length; i++) {
            if (!Double.isFinite(values[i].doubleValue())) {
                return List.of();
            }
            numbers.add(values[i].doubleValue());
        }
        return numbers;
    }

    /** Cleaned text of an XMP property; of one in several languages, the default. */
    Optional<String> xmpText(String schema, String name) {
        if (xmp.isEmpty()) {
            return Optional.empty();
        }
        try {
            XMPProperty property = xmp.get().getProperty(schema, name);
            if (property != null && property.getOptions().isArray()) {
                property = property.getOptions().isArrayAltText()
                        ? xmp.get().getLocalizedText(schema, name, null, "x-default")
                        : xmp.get().getArrayItem(schema, name, 1);
            }
            return property == null || property.getValue() == null
                    ? Optional.empty()
                    : CleanText.of(property.getValue());
        } catch (XMPException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** Cleaned texts of an XMP list. */
    List<String> xmpTexts(String schema, String name) {
        List<String> texts = new ArrayList<>();
        if (xmp.isEmpty()) {
            return texts;
        }
        try {
            int count = Math.min(xmp.get().countArrayItems(schema, name), MAX_LIST);
            for (int i = 1; i <= count; i++) {
                CleanText.of(xmp.get().getArrayItem(schema, name, i).getValue()).ifPresent(texts::add);
            }
        } catch (XMPException | RuntimeException e) {
            return texts;
        }
        return texts;
    }
}
