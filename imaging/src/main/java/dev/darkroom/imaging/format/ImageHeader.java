package dev.darkroom.imaging.format;

import dev.darkroom.core.photo.ImageFormat;

/**
 * What an image's header says, before anything is decoded.
 *
 * @param format from the first bytes
 * @param width in pixels, as coded: EXIF orientation not applied
 * @param height in pixels, as coded
 * @param progressive a progressive JPEG, an interlaced PNG or GIF: the decoder must hold all of it before the first row
 * @param contents what else is in the file
 */
public record ImageHeader(ImageFormat format, int width, int height, boolean progressive, Contents contents) {
    public ImageHeader {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("Image must have positive sides: " + width + "x" + height);
        }
    }

    /** The header of a file with one picture and nothing else. */
    public ImageHeader(ImageFormat format, int width, int height, boolean progressive) {
        this(format, width, height, progressive, Contents.PICTURE_ONLY);
    }

    ImageHeader with(Contents found) {
        return new ImageHeader(format, width, height, progressive, found);
    }

    /** Width times height. */
    public long pixels() {
        return (long) width * height;
    }

    /** The longer side in pixels. */
    public int longSide() {
        return Math.max(width, height);
    }
}
