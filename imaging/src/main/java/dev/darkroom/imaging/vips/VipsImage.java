package dev.darkroom.imaging.vips;

import com.sun.jna.Pointer;

/** A reference to a libvips image, released by {@link #close()}; for one thread. */
public final class VipsImage implements AutoCloseable {
    private final Vips vips;
    private final Pointer pointer;
    private final Runnable afterwards;

    VipsImage(Vips vips, Pointer pointer) {
        this(vips, pointer, () -> {});
    }

    /** {@code afterwards} releases what the image stands on. */
    VipsImage(Vips vips, Pointer pointer, Runnable afterwards) {
        this.vips = vips;
        this.pointer = pointer;
        this.afterwards = afterwards;
    }

    Pointer pointer() {
        return pointer;
    }

    /** Width in pixels. */
    public int width() {
        return vips.integer("vips_image_get_width", pointer);
    }

    /** Height in pixels. */
    public int height() {
        return vips.integer("vips_image_get_height", pointer);
    }

    /** The EXIF orientation that is still to be applied, 1 to 8. */
    public int orientation() {
        int orientation = vips.integer("vips_image_get_orientation", pointer);
        return orientation < 1 || orientation > 8 ? 1 : orientation;
    }

    /** Whether there is an alpha channel. */
    public boolean hasAlpha() {
        return vips.integer("vips_image_hasalpha", pointer) != 0;
    }

    /** Whether there is a colour profile. */
    public boolean hasProfile() {
        return vips.hasProfile(pointer);
    }

    /** Samples per pixel. */
    public int bands() {
        return vips.integer("vips_image_get_bands", pointer);
    }

    @Override
    public void close() {
        vips.unref(pointer);
        afterwards.run();
    }
}
