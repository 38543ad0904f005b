package dev.darkroom.serving;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Real JPEG files, each of another colour. */
final class Pictures {
    private Pictures() {}

    /** A picture of 1600 by 1200 pixels; equal numbers give equal bytes. */
    static byte[] jpeg(int number) {
        return jpeg(number, 1600, 1200);
    }

    /** As much of such a picture as fits this size. */
    static byte[] jpeg(int number, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        Color colour = Color.getHSBColor(number * 0.17f % 1, 0.7f, 0.9f);
        graphics.setPaint(new GradientPaint(0, 0, colour, 1600, 1200, Color.BLACK));
        graphics.fillRect(0, 0, width, height);
        graphics.setPaint(Color.WHITE);
        graphics.fillOval(300 + 40 * (number % 20), 300, 500, 500);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "jpeg", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
