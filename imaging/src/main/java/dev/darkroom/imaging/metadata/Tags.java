package dev.darkroom.imaging.metadata;

import com.drew.lang.ByteArrayReader;
import com.drew.lang.Rational;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Directory;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.iptc.IptcReader;
import com.drew.metadata.xmp.XmpDirectory;
import dev.darkroom.core.photo.MetadataSource;
import dev.darkroom.imaging.format.MetadataBlocks;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The tags of one file and its sidecar, each read so that a damaged one is only missing. */
final class Tags {
    private static final int MAX_LIST = 200;

    private final Metadata metadata;
    private final Optional<Xmp> sidecar;
    private final Optional<Xmp> embedded;
    private final boolean iptcNewer;

    private Tags(Metadata metadata, Optional<Xmp> sidecar, Optional<Xmp> embedded, boolean iptcNewer) {
        this.metadata = metadata;
        this.sidecar = sidecar;
        this.embedded = embedded;
        this.iptcNewer = iptcNewer;
    }

    static Tags read(MetadataBlocks blocks, Optional<Xmp> sidecar) {
        Metadata metadata = new Metadata();
        blocks.exif().ifPresent(exif -> parse(() -> new ExifReader().extract(new ByteArrayReader(exif), metadata)));
        blocks.iptc()
                .ifPresent(iptc -> parse(
                        () -> new IptcReader().extract(new SequentialByteArrayReader(iptc), metadata, iptc.length)));
        Optional<Xmp> embedded = blocks.xmp()
                .flatMap(Xmp::parse)
                .or(() -> Optional.ofNullable(metadata.getFirstDirectoryOfType(XmpDirectory.class))
                        .map(XmpDirectory::getXMPMeta)
                        .map(Xmp::new));
        return new Tags(metadata, sidecar, embedded, isIptcNewer(blocks));
    }

    /** The XMP in the file itself. */
    Optional<Xmp> embedded() {
        return embedded;
    }

    private static boolean isIptcNewer(MetadataBlocks blocks) {
        return blocks.iptc()
                .flatMap(iptc -> blocks.iptcDigest().map(digest -> !Arrays.equals(digest, md5(iptc))))
                .orElse(false);
    }

    @SuppressWarnings("WeakAlgorithm") // the format's own choice, which nothing rests on
    private static byte[] md5(byte[] bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has MD5", e);
        }
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

    /** Whether the IPTC records were edited by a program that left the XMP as it was. */
    boolean isIptcNewer() {
        return iptcNewer;
    }

    /** What {@code reader} finds in the sidecar. */
    <T> Optional<Found<T>> sidecar(Function<Xmp, Optional<T>> reader) {
        return Found.in(MetadataSource.SIDECAR, sidecar.flatMap(reader));
    }

    /** What {@code reader} finds in the XMP inside the file. */
    <T> Optional<Found<T>> xmp(Function<Xmp, Optional<T>> reader) {
        return Found.in(MetadataSource.XMP, embedded.flatMap(reader));
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

    /** The bytes of a tag that holds just these. */
    Optional<byte[]> bytes(Class<? extends Directory> type, int tag) {
        for (Directory directory : metadata.getDirectoriesOfType(type)) {
            byte[] value = directory.getByteArray(tag);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
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
}
