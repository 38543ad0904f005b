package dev.darkroom.imaging.rendition;

import dev.darkroom.core.photo.ImageFormat;
import dev.darkroom.core.transform.TransformId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * What decides the renditions of a photo; as data, so that a change of it is a new transform, and two of them live side
 * by side.
 *
 * <p>The version of libvips is not part of it: a renewed library (a security fix) must not make every rendition of an
 * archive stale. Who renews it and sees other pictures raises {@link #VERSION}.
 *
 * @param outputs one for each size and format, largest first; of one size, the format that is usually wanted first
 * @param crop which part of the photo they show, and what placeholder and perceptual hash are of
 * @param background colour behind transparent pixels, 0xRRGGBB
 */
public record RenditionRecipe(List<Output> outputs, Crop crop, int background) {
    /** Version of the chain; raised by people when its pictures change. */
    public static final int VERSION = 2;

    /** White. */
    public static final int WHITE = 0xffffff;

    private static final int PROXY_SIZE = 1200;

    /** JPEGs of 1200, 600, 300 and 150 pixels at quality 80. */
    public static final RenditionRecipe DEFAULT = jpeg(List.of(1200, 600, 300, 150), 80);

    public RenditionRecipe {
        outputs = List.copyOf(outputs);
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("Recipe must have a size");
        }
        for (int i = 1; i < outputs.size(); i++) {
            if (outputs.get(i).size() > outputs.get(i - 1).size() || repeats(outputs, i)) {
                throw new IllegalArgumentException("Recipe must have each size once in each format, largest first: "
                        + outputs.stream()
                                .map(output ->
                                        output.size() + " " + output.format().code())
                                .collect(Collectors.joining(", ")));
            }
        }
        if (background < 0 || background > WHITE) {
            throw new IllegalArgumentException("Background must be a colour from 0x000000 to 0xffffff: " + background);
        }
    }

    private static boolean repeats(List<Output> outputs, int index) {
        Output output = outputs.get(index);
        return outputs.subList(0, index).stream()
                .anyMatch(other -> other.size() == output.size() && other.format() == output.format());
    }

    /** JPEGs of these sizes, whole and on white. */
    public static RenditionRecipe jpeg(List<Integer> sizes, int quality) {
        return new RenditionRecipe(
                sizes.stream()
                        .map(size -> new Output(size, ImageFormat.JPEG, quality))
                        .toList(),
                Crop.NONE,
                WHITE);
    }

    /** Longest sides in pixels, of each output, largest first. */
    public List<Integer> sizes() {
        return outputs.stream().map(Output::size).toList();
    }

    /**
     * Which of the {@code outputs} of a recipe is the proxy, of which transforms are made that need no original: the one of
     * 1200 pixels, or else the largest; of one size, the format that is usually wanted first.
     *
     * @param outputs in the recipe's order, or what was made by them
     */
    public static <T> T proxy(List<T> outputs, ToIntFunction<T> size) {
        return outputs.stream()
                .filter(output -> size.applyAsInt(output) == PROXY_SIZE)
                .findFirst()
                .orElse(outputs.get(0));
    }

    /** The quality, when all outputs are whole JPEGs of one: what a chain for JPEG alone can make. */
    public OptionalInt jpegQuality() {
        Output first = outputs.get(0);
        boolean plain = crop == Crop.NONE
                && outputs.stream()
                        .allMatch(output -> output.format() == ImageFormat.JPEG && output.quality() == first.quality());
        return plain ? OptionalInt.of(first.quality()) : OptionalInt.empty();
    }

    /** Everything that decides the output, as one canonical text. */
    public String definition() {
        String cropped = crop == Crop.NONE ? "" : ";crop=" + crop.code();
        String behind = background == WHITE ? "white" : String.format(Locale.ROOT, "%06x", background);
        return "sizes=" + sizes().stream().map(String::valueOf).collect(Collectors.joining(","))
                + ";format=" + each(output -> output.format().code())
                + ";quality=" + each(output -> String.valueOf(output.quality()))
                + ";chroma=420;colour=srgb;background=" + behind + ";metadata=none;upright=exif;enlarge=never" + cropped
                + ";chain=cascade;jpeg=ycbcr-planes,lanczos3,paired-chroma;other=libvips;shrink-margin=1.5"
                + ";huffman=optimised;effort=4;placeholder=thumbhash;hash=phash-dct";
    }

    /** One value when all outputs have the same, else all of them in order. */
    private String each(Function<Output, String> property) {
        List<String> values = outputs.stream().map(property).toList();
        return values.stream().distinct().count() == 1 ? values.get(0) : String.join(",", values);
    }

    /** {@code renditions@2+digest}. */
    public TransformId id() {
        return TransformId.of("renditions", VERSION, definition());
    }
}
