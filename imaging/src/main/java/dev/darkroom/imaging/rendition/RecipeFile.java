package dev.darkroom.imaging.rendition;

import dev.darkroom.core.photo.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads a recipe from a properties file. All keys but {@code sizes} may be left out; a format or quality of one size is
 * written behind its number, and a size in several formats has a quality for each of them, or none:
 *
 * <pre>
 * sizes = 1200, 600, 300, 150
 * format = jpeg
 * quality = 80
 * format.1200 = jpeg, webp
 * quality.1200 = 85, 75
 * crop = none
 * background = #ffffff
 * </pre>
 */
public final class RecipeFile {
    private static final int MAX_BYTES = 64 << 10;
    private static final int MAX_SIZES = 16;

    private final Properties properties;
    private final TreeSet<String> unread;

    private RecipeFile(Properties properties) {
        this.properties = properties;
        this.unread = new TreeSet<>(properties.stringPropertyNames());
    }

    /**
     * The recipe of this process: the one in the file that {@code -Ddarkroom.recipe} or {@code DARKROOM_RECIPE} names, else
     * the default.
     *
     * @throws IllegalArgumentException when the file cannot be read or describes no recipe
     */
    public static RenditionRecipe configured() {
        String named = System.getProperty("darkroom.recipe", System.getenv("DARKROOM_RECIPE"));
        if (named == null || named.isBlank()) {
            return RenditionRecipe.DEFAULT;
        }
        try {
            return read(Path.of(named));
        } catch (IOException e) {
            throw new IllegalArgumentException("Recipe cannot be read: " + e, e);
        }
    }

    /**
     * The recipe in {@code file}.
     *
     * @throws IllegalArgumentException when it does not describe one, with what to change
     * @throws IOException when the file cannot be read
     */
    public static RenditionRecipe read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException("Recipe must have at most " + MAX_BYTES + " bytes: " + file);
            }
            return parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * The recipe in {@code text}.
     *
     * @throws IllegalArgumentException as {@link #read}
     */
    public static RenditionRecipe parse(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new IllegalStateException("Memory needs no input", e);
        }
        return new RecipeFile(properties).recipe();
    }

    /** The text of {@code recipe}; {@link #parse} makes an equal one of it, and equal recipes have equal texts. */
    public static String text(RenditionRecipe recipe) {
        List<Integer> sizes = recipe.sizes().stream().distinct().toList();
        StringBuilder text = new StringBuilder("sizes=").append(joined(sizes, String::valueOf));
        for (int size : sizes) {
            List<Output> outputs = recipe.outputs().stream()
                    .filter(output -> output.size() == size)
                    .toList();
            text.append("\nformat." + size + "=")
                    .append(joined(outputs, output -> output.format().code()));
            text.append("\nquality." + size + "=").append(joined(outputs, output -> String.valueOf(output.quality())));
        }
        return text.append("\ncrop=")
                .append(recipe.crop().code())
                .append(String.format(Locale.ROOT, "\nbackground=#%06x\n", recipe.background()))
                .toString();
    }

    private static <T> String joined(List<T> values, Function<T, String> text) {
        return values.stream().map(text).collect(Collectors.joining(","));
    }

    private RenditionRecipe recipe() {
        List<Integer> sizes = new ArrayList<>();
        for (String size : take("sizes", "").split(",", -1)) {
            sizes.add(number("sizes", size));
        }
        sizes.sort(Comparator.reverseOrder());
        if (sizes.size() > MAX_SIZES) {
            throw new IllegalArgumentException("sizes must be at most " + MAX_SIZES + ": " + sizes.size());
        }
        List<ImageFormat> formats = formats("format", take("format", "jpeg"));
        String quality = take("quality", "");
        List<Output> outputs =
                sizes.stream().flatMap(size -> outputs(size, formats, quality)).toList();
        Crop crop = crop(take("crop", "none"));
        int background = colour(take("background", "#ffffff"));
        if (!unread.isEmpty()) {
            throw new IllegalArgumentException("No recipe has " + unread
                    + "; the keys are sizes, format, quality, crop, background, and format.SIZE, quality.SIZE");
        }
        return new RenditionRecipe(outputs, crop, background);
    }

    private Stream<Output> outputs(int size, List<ImageFormat> general, String generalQuality) {
        String own = take("format." + size, "");
        List<ImageFormat> formats = own.isEmpty() ? general : formats("format." + size, own);
        // A number for JPEG says nothing about an AVIF: it holds for the sizes in the general formats only.
        String quality = take("quality." + size, formats.equals(general) ? generalQuality : "");
        if (quality.isEmpty()) {
            return formats.stream().map(format -> new Output(size, format, Output.defaultQuality(format)));
        }
        String[] numbers = quality.split(",", -1);
        if (numbers.length != formats.size()) {
            throw new IllegalArgumentException("quality must be one number for each format of size " + size
                    + ", which are " + formats + ": '" + quality + "'");
        }
        return IntStream.range(0, numbers.length)
                .mapToObj(i -> new Output(size, formats.get(i), number("quality", numbers[i])));
    }

    private String take(String key, String otherwise) {
        unread.remove(key);
        return properties.getProperty(key, otherwise).strip();
    }

    private static int number(String key, String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be whole numbers: '" + text.strip() + "'", e);
        }
    }

    private static List<ImageFormat> formats(String key, String text) {
        return Arrays.stream(text.split(",", -1))
                .map(format -> format(key, format.strip()))
                .toList();
    }

    private static ImageFormat format(String key, String text) {
        return Arrays.stream(new ImageFormat[] {ImageFormat.JPEG, ImageFormat.WEBP, ImageFormat.AVIF})
                .filter(format -> format.code().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(key + " must be jpeg, webp or avif: '" + text + "'"));
    }

    private static Crop crop(String text) {
        return Arrays.stream(Crop.values())
                .filter(crop -> crop.code().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("crop must be none, centre or attention: '" + text + "'"));
    }

    private static int colour(String text) {
        if (!text.matches("#[0-9a-fA-F]{6}")) {
            throw new IllegalArgumentException("background must be a colour such as #ffffff: '" + text + "'");
        }
        return Integer.parseInt(text.substring(1), 16);
    }
}
