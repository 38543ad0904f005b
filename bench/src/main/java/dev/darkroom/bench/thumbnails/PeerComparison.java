package dev.darkroom.bench.thumbnails;

import dev.darkroom.imaging.quality.Planes;
import dev.darkroom.imaging.quality.Quality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets all contenders make the same thumbnails, and looks at what they made. */
final class PeerComparison {
    /** As good as a JPEG can be: the pictures are compared, not what a lesser quality does to all of them alike. */
    private static final int PURE = 100;

    private final Map<Contender, Peer> peers;
    private final Effort effort;
    private final Path folder;
    private final TurboJpeg turbo = new TurboJpeg();

    /** Thumbnails are put into {@code folder} to be looked at. */
    PeerComparison(Map<Contender, Peer> peers, Effort effort, Path folder) throws IOException {
        this.peers = peers;
        this.effort = effort;
        this.folder = folder;
    }

    /** By contender's name. */
    Map<String, Score> scores(BenchPhoto photo) throws IOException {
        Reference reference = new Reference(Files.readAllBytes(photo.file()), photo.orientation());
        Map<Contender, Score> looks = new LinkedHashMap<>();
        for (Map.Entry<Contender, Peer> entry : peers.entrySet()) {
            entry.getValue().work(photo.file(), 1, PURE, Optional.of(folder));
            boolean resamples = !entry.getKey().name().equals(Contenders.FLOOR);
            looks.put(entry.getKey(), look(reference, resamples));
        }
        Map<String, Score> scores = new LinkedHashMap<>();
        Turns.least(peers, photo.file(), effort)
                .forEach((contender, turn) ->
                        scores.put(contender.name(), looks.get(contender).taking(turn.processor())));
        return scores;
    }

    private Score look(Reference reference, boolean resamples) throws IOException {
        List<Quality> qualities = new ArrayList<>();
        List<String> sides = new ArrayList<>();
        for (int size : Thumbnailer.SIZES) {
            Planes made = turbo.planes(Files.readAllBytes(folder.resolve(size + ".jpg")));
            sides.add(made.width() + "x" + made.height());
            if (resamples) {
                qualities.add(Quality.of(made, reference.in(made.width(), made.height())));
            }
        }
        return new Score(0, qualities, sides);
    }
}
