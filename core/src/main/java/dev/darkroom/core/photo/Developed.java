package dev.darkroom.core.photo;

import dev.darkroom.core.transform.TransformId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What developing adds to a photo: its derived data.
 *
 * @param renditionTransform the recipe that made the renditions, which is also part of their object keys
 * @param metadataTransform the reader of the metadata
 * @param width width in pixels of the upright original
 * @param height height in pixels of the upright original
 * @param metadata what the file and its sidecar say
 * @param renditions largest first
 * @param thumbHash placeholder bytes (thumbhash, about 25 bytes) in standard base64 without padding
 * @param perceptualHash 64-bit perceptual hash; a small Hamming distance means the same picture
 * @param measures absent in what was developed before pictures were measured
 */
public record Developed(
        TransformId renditionTransform,
        TransformId metadataTransform,
        int width,
        int height,
        PhotoMetadata metadata,
        List<Rendition> renditions,
        String thumbHash,
        long perceptualHash,
        Optional<Measures> measures) {
    public Developed {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("Developed photo must have positive sides: " + width + "x" + height);
        }
        if (Base64.getDecoder().decode(thumbHash).length > 64) {
            throw new IllegalArgumentException("thumbHash must be at most 64 bytes in base64: " + thumbHash);
        }
        renditions = List.copyOf(renditions);
    }

    /** The same with other metadata, by the same reader. */
    public Developed withMetadata(PhotoMetadata other) {
        return new Developed(
                renditionTransform,
                metadataTransform,
                width,
                height,
                other,
                renditions,
                thumbHash,
                perceptualHash,
                measures);
    }

    /** The same with the renditions of another recipe. */
    public Developed with(DerivedRenditions other) {
        return new Developed(
                other.recipe(),
                metadataTransform,
                width,
                height,
                metadata,
                other.renditions(),
                other.thumbHash(),
                other.perceptualHash(),
                measures);
    }

    /** What the recipe alone made. */
    public DerivedRenditions derivedRenditions() {
        return new DerivedRenditions(renditionTransform, renditions, thumbHash, perceptualHash);
    }

    /** The transforms that this came from, for the ledger. */
    public List<TransformId> transforms() {
        return Stream.concat(
                        Stream.of(renditionTransform, metadataTransform),
                        measures.stream().map(Measures::transform))
                .toList();
    }
}
