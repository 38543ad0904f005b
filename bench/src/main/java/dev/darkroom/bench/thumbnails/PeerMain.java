package dev.darkroom.bench.thumbnails;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.jpeg.JpegDeveloper;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One contender in a process of its own. Reads lines of {@code PHOTO COUNT QUALITY FOLDER}, separated by tabs, makes the
 * thumbnails of the photo so many times, writes the last ones to the folder when one is named, and answers {@code done},
 * or {@code rejected} when Darkroom refuses the photo.
 * The argument behind its name says how many threads share the work; those that follow are for the contender.
 */
public final class PeerMain {
    /** The few that are timed; of the many that only pass through, each is read again. */
    private static final int MOST_KEPT = 8;

    private static final int PIECE = 8192;

    private final Thumbnailer thumbnailer;
    private final ExecutorService threads;
    private final int parallel;
    private final Map<String, byte[]> photos = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, byte[]> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private PeerMain(Thumbnailer thumbnailer, int parallel) {
        this.thumbnailer = thumbnailer;
        this.parallel = parallel;
        this.threads = Executors.newFixedThreadPool(parallel);
    }

    public static void main(String[] args) throws Exception {
        try (Thumbnailer thumbnailer = thumbnailer(args[0], List.of(args).subList(2, args.length))) {
            PeerMain peer = new PeerMain(thumbnailer, Integer.parseInt(args[1]));
            System.out.println("ready");
            BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(peer.serve(List.of(line.split("\t", -1))) ? "done" : "rejected");
            }
            peer.threads.shutdown();
        }
    }

    private static Thumbnailer thumbnailer(String name, List<String> own) throws Exception {
        return switch (name) {
            case "floor" -> new Floor();
            case "darkroom" -> new DarkroomThumbnailer(JpegDeveloper.load());
            case "developer" -> Developments.here();
            case "sandboxed" -> Developments.sandboxed();
            case "heic" -> Decoders.heic();
            case "avif" -> Decoders.avif();
            case "libvips" -> new DarkroomThumbnailer(Optional.empty());
            case "thumbnailator" -> new ThumbnailatorPeer();
            case "vipsthumbnail" -> new VipsthumbnailPeer();
            case "imgproxy" -> new ImgproxyPeer(own.get(0));
            case "command" -> new CommandPeer(own);
            default -> throw new IllegalArgumentException("No contender has this name: " + name);
        };
    }

    private boolean serve(List<String> request) throws Exception {
        byte[] photo = photo(request.get(0));
        int count = Integer.parseInt(request.get(1));
        int quality = Integer.parseInt(request.get(2));
        List<Callable<List<byte[]>>> shares = new ArrayList<>();
        for (int i = 0; i < parallel; i++) {
            int share = count / parallel;
            shares.add(() -> repeat(photo, share, quality));
        }
        List<byte[]> made = List.of();
        for (Future<List<byte[]>> done : threads.invokeAll(shares)) {
            try {
                made = done.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RejectedException) {
                    return false;
                }
                throw e;
            }
        }
        if (!request.get(3).isEmpty()) {
            for (int i = 0; i < made.size(); i++) {
                Files.write(Path.of(request.get(3), Thumbnailer.SIZES.get(i) + ".jpg"), made.get(i));
            }
        }
        return true;
    }

    private List<byte[]> repeat(byte[] photo, int count, int quality) throws Exception {
        List<byte[]> made = List.of();
        for (int i = 0; i < count; i++) {
            made = thumbnailer.thumbnails(photo, quality);
        }
        return made;
    }

    private byte[] photo(String path) throws IOException {
        byte[] photo = photos.get(path);
        if (photo == null) {
            photo = read(Path.of(path));
            photos.put(path, photo);
        }
        return photo;
    }

    /** In pieces for which Java takes no native memory of its own: that is to be the contender's alone. */
    private static byte[] read(Path file) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(Files.size(file))];
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            for (int at = 0; at < bytes.length; ) {
                int read = in.read(bytes, at, Math.min(PIECE, bytes.length - at));
                if (read < 0) {
                    throw new EOFException("File became shorter while it was read: " + file);
                }
                at += read;
            }
        }
        return bytes;
    }
}
