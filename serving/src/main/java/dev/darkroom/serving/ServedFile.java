package dev.darkroom.serving;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.photo.Developed;
import dev.darkroom.core.photo.ObjectKeys;
import dev.darkroom.core.photo.Photo;
import dev.darkroom.core.photo.Rendition;
import dev.darkroom.web.Etag;
import java.util.Base64;
import java.util.Optional;

/**
 * An object as it is served.
 *
 * @param longestSide in pixels; of a rendition its nominal size
 * @param downloadName the name to save it under, when it is meant to be saved and not shown
 * @param mayChange whether the same address has other bytes once another recipe is live
 * @param mayBeArchived whether it can lie in an archive tier, where a signed URL would be of no use
 */
record ServedFile(
        String key,
        ContentHash content,
        long bytes,
        String mediaType,
        int longestSide,
        Optional<String> downloadName,
        boolean mayChange,
        boolean mayBeArchived) {
    /**
     * A rendition of {@code photo}, if it has that.
     *
     * @param name the nominal size, such as {@code 600}; of a size in several formats the first, or that of its extension:
     *     {@code 600.webp}
     * @param mayChange whether the address leaves the recipe open
     */
    static Optional<ServedFile> rendition(Photo photo, String name, boolean mayChange) {
        return photo.developed()
                .flatMap(developed -> developed.renditions().stream()
                        .filter(rendition -> isCalled(rendition, name))
                        .findFirst()
                        .map(rendition -> rendition(photo, developed, rendition, mayChange)));
    }

    private static boolean isCalled(Rendition rendition, String name) {
        String size = Integer.toString(rendition.size());
        return name.equals(size) || name.equals(size + "." + rendition.format().extension());
    }

    private static ServedFile rendition(Photo photo, Developed developed, Rendition rendition, boolean mayChange) {
        String key = ObjectKeys.rendition(developed.renditionTransform(), photo.owner(), photo.id(), rendition);
        return new ServedFile(
                key,
                rendition.content(),
                rendition.bytes(),
                rendition.format().mediaType(),
                rendition.size(),
                Optional.empty(),
                mayChange,
                false);
    }

    /** What was uploaded, byte by byte. */
    static ServedFile original(Photo photo) {
        return new ServedFile(
                ObjectKeys.original(photo.owner(), photo.id()),
                photo.upload().content(),
                photo.upload().sizeBytes(),
                photo.upload().format().mediaType(),
                Math.max(photo.upload().width(), photo.upload().height()),
                Optional.of(photo.upload().fileName()),
                false,
                true);
    }

    Etag etag() {
        return Etag.of(content);
    }

    /** The value of {@code Repr-Digest}, and of {@code Content-Digest} when the whole is sent (RFC 9530). */
    String digest() {
        return "sha-256=:" + Base64.getEncoder().encodeToString(content.bytes()) + ":";
    }
}
