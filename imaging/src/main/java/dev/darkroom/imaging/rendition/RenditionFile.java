package dev.darkroom.imaging.rendition;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.core.photo.Rendition;
import java.util.List;
import java.util.Optional;

/**
 * A rendition with its bytes.
 *
 * @param bytes a whole file of the rendition's format; not copied, and not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // the rendition holds the hash of the bytes; nobody compares the arrays
public record RenditionFile(Rendition rendition, byte[] bytes) {
    static RenditionFile of(Output output, int width, int height, byte[] bytes) {
        return of(output, width, height, bytes, ContentHash.of(bytes));
    }

    private static RenditionFile of(Output output, int width, int height, byte[] bytes, ContentHash content) {
        return new RenditionFile(
                new Rendition(output.size(), output.format(), width, height, bytes.length, content), bytes);
    }

    /** A size that the picture does not reach has the same picture as one {@code above}: it is not encoded again. */
    static Optional<RenditionFile> same(
            List<RenditionFile> above, RenditionRecipe recipe, Output output, int width, int height) {
        for (int i = above.size() - 1; i >= 0; i--) {
            Rendition made = above.get(i).rendition;
            if (made.width() == width
                    && made.height() == height
                    && made.format() == output.format()
                    && recipe.outputs().get(i).quality() == output.quality()) {
                return Optional.of(of(output, width, height, above.get(i).bytes, made.content()));
            }
        }
        return Optional.empty();
    }
}
