package dev.darkroom.imaging.format;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.colour.Cicp;
import java.io.IOException;
import java.util.Optional;

/** Finds the colours that a file gives its picture by numbers instead of a profile. */
public final class ColourNumbers {
    private ColourNumbers() {}

    /** The numbers, when there are some and the file is whole enough to say so. */
    public static Optional<Cicp> find(ImageFormat format, byte[] file) {
        try {
            return switch (format) {
                case AVIF, HEIC -> HeifColour.read(ByteSource.of(file), format);
                case PNG -> PngColour.read(ByteSource.of(file));
                default -> Optional.empty();
            };
        } catch (RejectedException e) {
            // A damaged container gives nothing here; whether it gives a picture, its decoder finds out.
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("Memory needs no input", e);
        }
    }
}
