package dev.darkroom.imaging.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The small pictures that workers begin with: one of each format, with every kind of metadata in the first. */
public enum WarmUpPicture {
    JPEG("photo.jpg"),
    PNG("profile.png"),
    WEBP("photo.webp"),
    GIF("photo.gif"),
    TIFF("photo.tif"),
    AVIF("photo.avif"),
    HEIC("photo.heic"),
    JXL("photo.jxl"),
    BMP("photo.bmp");

    private final String file;

    WarmUpPicture(String file) {
        this.file = file;
    }

    public byte[] bytes() {
        try (InputStream in = WarmUp.class.getResourceAsStream("warm-up/" + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
