package dev.darkroom.imaging.jpeg;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.colour.IccProfile;
import dev.darkroom.imaging.format.DcfColour;
import dev.darkroom.imaging.format.ImageFile;
import dev.darkroom.imaging.natives.LoadedLibrary;
import dev.darkroom.imaging.natives.NativeName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes all sizes of a healthy, ordinary JPEG from one decode, without leaving its YCbCr planes. Thread-safe.
 *
 * <p>It never says what is wrong with a file: what it does not do, or would have to mend, it leaves to a decoder that
 * does. Between photos it keeps native memory for as many as were ever developed at a time, up to 64 MB for each.
 */
public final class JpegDeveloper {
    private static final Logger log = LoggerFactory.getLogger(JpegDeveloper.class);
    private static final Pattern VERSION = Pattern.compile("libjpeg-turbo version ([0-9.]+)");

    private final LoadedLibrary library;
    private final TurboJpeg turbo;
    private final Resampler resampler;
    private final Filters filters = new Filters();
    private final Conversions conversions = new Conversions();
    private final Queue<Workspace> idle = new ConcurrentLinkedQueue<>();

    private JpegDeveloper(LoadedLibrary library, Resampler resampler) {
        this.library = library;
        this.turbo = new TurboJpeg(library.library());
        this.resampler = resampler;
    }

    /** The developer of this process; empty where its libraries do not load, which is logged once. */
    public static Optional<JpegDeveloper> load() {
        return Loaded.DEVELOPER;
    }

    /** Name, version and origin of the library, for a person. No function of it tells the version: its file is searched. */
    public String description() {
        try {
            byte[] file = Files.readAllBytes(library.library().getFile().toPath());
            Matcher version = VERSION.matcher(new String(file, StandardCharsets.ISO_8859_1));
            return "libjpeg-turbo" + (version.find() ? " " + version.group(1) : "") + " (" + library.origin() + ")";
        } catch (IOException e) {
            return "libjpeg-turbo (" + library.origin() + ")";
        }
    }

    /** Loaded when first asked for. */
    private static final class Loaded {
        private static final Optional<JpegDeveloper> DEVELOPER = find();

        private static Optional<JpegDeveloper> find() {
            try {
                return Optional.of(new JpegDeveloper(
                        NativeName.LIBTURBOJPEG.load(),
                        Resampler.best(NativeName.LIBRESAMPLE.load().library())));
            } catch (RejectedException | UnsatisfiedLinkError e) {
                log.warn("JPEGs are developed by libvips, which takes longer: {}", e.getMessage());
                return Optional.empty();
            }
        }
    }

    /**
     * Develops one original.
     *
     * @param width from its header
     * @param height from its header
     * @return empty for what is not done here: other colours than YCbCr and grey in sRGB and YCbCr with a {@link
     *     MatrixProfile}, more than 8 bits, and any file that libjpeg-turbo has to say something about
     */
    public Optional<JpegCascade> develop(ImageFile original, int width, int height, JpegTask task) {
        JpegMarkers markers = JpegMarkers.read(original.bytes());
        Optional<Conversions.Need> colours = profile(original.bytes(), markers).map(conversions::of);
        if (!colours.map(Conversions.Need::isKnown).orElse(true)) {
            return Optional.empty();
        }
        Workspace workspace =
                Optional.ofNullable(idle.poll()).orElseGet(() -> new Workspace(turbo, resampler, filters));
        Optional<JpegCascade> cascade = Optional.empty();
        try {
            cascade = workspace.develop(
                    original,
                    new Stored(width, height, markers.turn(), colours.flatMap(Conversions.Need::conversion)),
                    task);
            return cascade;
        } finally {
            if (cascade.isPresent()) {
                workspace.giveBack();
                idle.add(workspace);
            } else {
                // After an error libjpeg-turbo's state is undefined.
                workspace.close();
            }
        }
    }

    /** The file's own, or what its camera says in EXIF instead of one. */
    private static Optional<byte[]> profile(byte[] original, JpegMarkers markers) {
        return markers.profile()
                .or(() -> DcfColour.isAdobeRgb(original) ? Optional.of(IccProfile.adobeRgb()) : Optional.empty());
    }
}
