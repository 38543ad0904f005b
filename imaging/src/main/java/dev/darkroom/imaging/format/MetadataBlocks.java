package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.util.Optional;

/**
 * The metadata of an image file as raw blocks, each at most {@link #MAX_BLOCK_BYTES} unless the file itself is one.
 *
 * @param exif a TIFF structure; for a TIFF, the file
 * @param xmp an XMP packet in XML
 * @param iptc IPTC-IIM records
 * @param iptcDigest the MD5 of the IPTC records that the XMP packet was last made equal to, as Photoshop notes it
 */
public record MetadataBlocks(
        Optional<byte[]> exif, Optional<byte[]> xmp, Optional<byte[]> iptc, Optional<byte[]> iptcDigest) {
    /** Larger blocks are left out: no camera or editor writes them. */
    public static final int MAX_BLOCK_BYTES = 4 << 20;

    /** No metadata at all. */
    public static final MetadataBlocks NONE =
            new MetadataBlocks(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** What can be found in {@code file}; a damaged container gives what stands before the damage. */
    public static MetadataBlocks find(ImageFormat format, byte[] file) {
        MetadataCollector found = new MetadataCollector(ByteSource.of(file));
        try {
            switch (format) {
                case TIFF, CR2, NEF, ARW, DNG, ORF -> {
                    return new MetadataBlocks(Optional.of(file), Optional.empty(), Optional.empty(), Optional.empty());
                }
                case RAF, RW2 -> {
                    return find(ImageFormat.JPEG, RawPreview.find(format, file).untouched(file));
                }
                case CR3 -> {
                    return new MetadataBlocks(
                            Cr3Exif.merge(found.source()), Optional.empty(), Optional.empty(), Optional.empty());
                }
                case JPEG -> found.readJpeg();
                case PNG -> found.readPng();
                case WEBP -> found.readWebp();
                case AVIF, HEIC -> HeifItems.collect(found, format);
                case GIF, BMP, JXL -> {
                    // none, or none that is read
                }
            }
        } catch (RejectedException e) {
            // Cut or damaged: what came before stays.
            return found.blocks();
        } catch (IOException e) {
            throw new IllegalStateException("Memory needs no input", e);
        }
        return found.blocks();
    }
}
