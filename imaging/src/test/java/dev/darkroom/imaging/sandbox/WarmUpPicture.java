package dev.darkroom.imaging.sandbox;

import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.imaging.format.FormatSniffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The formats of all of them. */
    static Set<ImageFormat> formats() {
        return Arrays.stream(values())
                .map(picture -> FormatSniffer.sniff(picture.bytes()).orElseThrow())
                .collect(Collectors.toSet());
    }

    public byte[] bytes() {
        try (InputStream in = WarmUp.class.getResourceAsStream("warm-up/" + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
