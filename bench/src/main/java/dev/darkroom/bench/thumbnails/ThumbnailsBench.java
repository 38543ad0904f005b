package dev.darkroom.bench.thumbnails;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Lets all contenders take turns, and looks at what they made. */
final class ThumbnailsBench {
    private static final int QUALITY = 80;
    /** As good as a JPEG can be: the pictures are compared, not what a lesser quality does to all of them alike. */
    private static final int PURE = 100;

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    private static final int LOOKS = 100;
    /** Short turns, and many: on a machine that has other things to do, some of them are undisturbed. */
    private static final int THREAD_TURNS = 20;

    private static final int PHOTOS_IN_A_TURN = 12;

    private final Path home;
    private final Effort effort;

    ThumbnailsBench(Path home, Effort effort) {
        this.home = home.toAbsolutePath().normalize();
        this.effort = effort;
    }

    ThumbnailsReport run(List<Path> files) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(home.resolve("bench/target/thumbnails"));
        note("Choosing photographs ...");
        List<BenchPhoto> photos = BenchPhotos.choose(files, folder);
        note("Fetching peers ...");
        Contenders contenders = Contenders.find(home);
        Map<String, Map<String, Score>> scores = new LinkedHashMap<>();
        Map<String, Long> peaks = new LinkedHashMap<>();
        Map<Contender, Peer> peers = new LinkedHashMap<>();
        try {
            for (Contender contender : contenders.present()) {
                peers.put(contender, Peer.start(contender, Optional.of(PROCESSORS - 1)));
            }
            for (BenchPhoto photo : photos) {
                note("%s: %d contenders, %d rounds ...", photo.name(), peers.size(), effort.rounds());
                scores.put(photo.name(), measure(photo, peers, folder));
            }
            peers.forEach((contender, peer) -> peaks.put(contender.name(), peer.peakMegabytes()));
        } finally {
            peers.values().forEach(Peer::close);
        }
        note("Two threads ...");
        OptionalDouble scaling =
                PROCESSORS < 2 ? OptionalDouble.empty() : scaling(photos.get(2).file());
        note("%d photos through one process ...", effort.photos());
        return new ThumbnailsReport(scores, contenders.absent(), peaks, scaling, memory(files));
    }

    private Map<String, Score> measure(BenchPhoto photo, Map<Contender, Peer> peers, Path folder) throws IOException {
        Reference reference = new Reference(Files.readAllBytes(photo.file()), photo.orientation());
        TurboJpeg turbo = new TurboJpeg();
        Map<String, List<Quality>> qualities = new LinkedHashMap<>();
        Map<String, List<String>> sides = new LinkedHashMap<>();
        Map<String, Integer> turns = new LinkedHashMap<>();
        for (Map.Entry<Contender, Peer> entry : peers.entrySet()) {
            String name = entry.getKey().name();
            entry.getValue().work(photo.file(), 1, PURE, Optional.of(folder));
            List<Quality> found = new ArrayList<>();
            List<String> sizes = new ArrayList<>();
            for (int size : Thumbnailer.SIZES) {
                Planes made = turbo.planes(Files.readAllBytes(folder.resolve(size + ".jpg")));
                sizes.add(made.width() + "x" + made.height());
                found.add(Quality.of(made, reference.in(made.width(), made.height())));
            }
            qualities.put(name, name.equals(Contenders.FLOOR) ? List.of() : found);
            sides.put(name, sizes);
            entry.getValue().work(photo.file(), effort.warmUp(), QUALITY, Optional.empty());
            double roughly = entry.getValue().work(photo.file(), 5, QUALITY, Optional.empty());
            turns.put(name, (int) Math.max(2, effort.turnMillis() / Math.max(1, roughly)));
        }
        Map<String, Double> least = new LinkedHashMap<>();
        for (int round = 0; round < effort.rounds(); round++) {
            for (Map.Entry<Contender, Peer> entry : peers.entrySet()) {
                String name = entry.getKey().name();
                double millis = entry.getValue().work(photo.file(), turns.get(name), QUALITY, Optional.empty());
                least.merge(name, millis, Math::min);
            }
        }
        Map<String, Score> scores = new LinkedHashMap<>();
        least.forEach((name, millis) -> scores.put(name, new Score(millis, qualities.get(name), sides.get(name))));
        return scores;
    }

    /** How much more two threads do than one, at their best: the machine has other things to do, too. */
    private OptionalDouble scaling(Path photo) throws IOException {
        try (Peer one = Peer.start(Contenders.threads(home, 1), Optional.empty());
                Peer two = Peer.start(Contenders.threads(home, 2), Optional.empty())) {
            double bestOne = 0;
            double bestTwo = 0;
            for (int turn = 0; turn <= effort.rounds() * THREAD_TURNS; turn++) {
                double first = rate(one, photo);
                double second = rate(two, photo);
                // The first turns warm up.
                bestOne = turn < 3 ? 0 : Math.max(bestOne, first);
                bestTwo = turn < 3 ? 0 : Math.max(bestTwo, second);
            }
            return OptionalDouble.of(bestTwo / bestOne);
        }
    }

    private static double rate(Peer peer, Path photo) throws IOException {
        long start = System.nanoTime();
        peer.work(photo, PHOTOS_IN_A_TURN, QUALITY, Optional.empty());
        return PHOTOS_IN_A_TURN * 1e9 / (System.nanoTime() - start);
    }

    private MemoryTrack memory(List<Path> files) throws IOException {
        List<Path> jpegs = files.stream()
                .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".jpg"))
                .toList();
        MemoryTrack track = new MemoryTrack();
        int every = Math.max(1, effort.photos() / LOOKS);
        try (Peer peer = Peer.start(Contenders.threads(home, 1), Optional.empty())) {
            int taken = 0;
            for (int i = 0; taken < effort.photos(); i++) {
                boolean accepted = peer.take(jpegs.get(i % jpegs.size()), QUALITY);
                if (!accepted && taken == 0 && i > jpegs.size()) {
                    throw new IOException("Not one of " + jpegs.size() + " photographs can be developed");
                }
                taken += accepted ? 1 : 0;
                if (accepted && taken % every == 0) {
                    track.add(taken, peer.residentKilobytes());
                }
            }
        }
        return track;
    }

    private static void note(String format, Object... values) {
        System.err.printf(Locale.ROOT, format + "%n", values);
    }
}
