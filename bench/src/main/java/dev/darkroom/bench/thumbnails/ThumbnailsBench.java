package dev.darkroom.bench.thumbnails;

import dev.darkroom.core.error.RejectedException;
import dev.darkroom.imaging.Original;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.coobird.thumbnailator.Thumbnails;

/** Measures one part after the other, each in processes of its own. */
final class ThumbnailsBench {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
    /** The processor that everything is measured on which has one thread. */
    private static final int PROCESSOR = PROCESSORS - 1;

    private static final int LOOKS = 100;
    /** Short turns, and many: on a machine that has other things to do, some of them are undisturbed. */
    private static final int THREAD_TURNS = 10;

    private static final int PHOTOS_IN_A_TURN = 12;
    private static final int PHOTOS_IN_A_SLOT = 12;
    private static final int SMALL_SIDE = 640;

    private final Source source;
    private final Effort effort;
    private final Path folder;

    /** Works below {@code bench/target} of {@code home}. */
    ThumbnailsBench(Path home, Effort effort) throws IOException {
        this.source = new Source(home.toAbsolutePath().normalize());
        this.effort = effort;
        Files.createDirectories(source.folder());
        this.folder = Files.createDirectories(source.home().resolve("bench/target/thumbnails"));
    }

    ThumbnailsReport run(List<Path> files, Set<Part> parts, Optional<Path> imgproxy)
            throws IOException, InterruptedException, RejectedException {
        note("Choosing photographs ...");
        List<BenchPhoto> photos = BenchPhotos.choose(files, folder);
        List<Finding> findings = new ArrayList<>();
        if (parts.contains(Part.PEERS)) {
            findings.add(peers(photos, imgproxy));
        }
        if (parts.contains(Part.THREADS) && PROCESSORS > 1) {
            findings.add(threads(photos));
        }
        if (parts.contains(Part.CODECS)) {
            note("HEIC and AVIF ...");
            findings.add(new CodecComparison(source, effort, PROCESSOR).measure(files, photos.get(0), folder));
        }
        List<BenchPhoto> developed = new ArrayList<>(photos);
        developed.add(small(photos.get(0)));
        if (parts.contains(Part.SANDBOX)) {
            findings.add(sandbox(photos, developed.get(developed.size() - 1)));
            note("Replacing workers ...");
            Original small = Original.of(
                    Files.readAllBytes(developed.get(developed.size() - 1).file()));
            findings.add(new Replacements(small).measure(effort.rounds() * 2));
        }
        if (parts.contains(Part.SLOTS)) {
            findings.add(slots(developed));
        }
        if (parts.contains(Part.MEMORY)) {
            findings.add(memory(MixedPhotos.of(files, folder.resolve("mixed"))));
        }
        return new ThumbnailsReport(Versions.text(), findings);
    }

    private Finding peers(List<BenchPhoto> photos, Optional<Path> imgproxy) throws IOException, InterruptedException {
        note("Fetching peers ...");
        Contenders contenders = Contenders.find(source, imgproxy);
        Map<String, Map<String, Score>> scores = new LinkedHashMap<>();
        Map<String, Long> peaks = new LinkedHashMap<>();
        Map<Contender, Peer> peers = new LinkedHashMap<>();
        try {
            start(peers, contenders.present());
            PeerComparison comparison = new PeerComparison(peers, effort, folder);
            for (BenchPhoto photo : photos) {
                note("%s: %d contenders, %d rounds ...", photo.name(), peers.size(), effort.rounds());
                scores.put(photo.name(), comparison.scores(photo));
            }
            peers.forEach((contender, peer) -> peaks.put(contender.name(), peer.peakMegabytes()));
        } finally {
            peers.values().forEach(Peer::close);
        }
        return new PeersFinding(scores, contenders.absent(), peaks);
    }

    /** How much more two threads do than one, at their best: the machine has other things to do, too. */
    private Finding threads(List<BenchPhoto> photos) throws IOException {
        Map<String, Double> ratios = new LinkedHashMap<>();
        try (Peer one = Peer.start(source.threads(1), Optional.empty());
                Peer two = Peer.start(source.threads(2), Optional.empty())) {
            for (BenchPhoto photo : photos) {
                note("%s: two threads ...", photo.name());
                double bestOne = 0;
                double bestTwo = 0;
                for (int turn = 0; turn <= effort.rounds() * THREAD_TURNS; turn++) {
                    double first = rate(one, photo.file());
                    double second = rate(two, photo.file());
                    // The first turns warm up.
                    bestOne = turn < 3 ? 0 : Math.max(bestOne, first);
                    bestTwo = turn < 3 ? 0 : Math.max(bestTwo, second);
                }
                ratios.put(photo.name(), bestTwo / bestOne);
            }
        }
        return new ThreadsFinding(ratios);
    }

    private static double rate(Peer peer, Path photo) throws IOException {
        return 1000
                / peer.work(photo, PHOTOS_IN_A_TURN, Turns.QUALITY, Optional.empty())
                        .clock();
    }

    private Finding sandbox(List<BenchPhoto> photos, BenchPhoto small) throws IOException {
        Contender here = source.java("here", "developer");
        Contender sandboxed = source.java("sandboxed", "sandboxed");
        Map<String, SandboxFinding.Cost> costs = new LinkedHashMap<>();
        Map<Contender, Peer> peers = new LinkedHashMap<>();
        try {
            start(peers, List.of(here, sandboxed));
            // Two processes compile twice as much: a first turn that does not count lets both sides come to its end.
            Turns.least(peers, photos.get(0).file(), effort);
            for (BenchPhoto photo : photos) {
                costs.put(photo.name(), cost(peers, photo, here, sandboxed));
            }
            return new SandboxFinding(costs, Map.of(small.name(), cost(peers, small, here, sandboxed)));
        } finally {
            peers.values().forEach(Peer::close);
        }
    }

    private SandboxFinding.Cost cost(Map<Contender, Peer> peers, BenchPhoto photo, Contender here, Contender sandboxed)
            throws IOException {
        note("%s: sandbox ...", photo.name());
        Map<Contender, Turn> least = Turns.least(peers, photo.file(), effort);
        return SandboxFinding.Cost.of(least.get(here), least.get(sandboxed));
    }

    /** A new worker for each photo: none has ever seen a larger one. */
    private Finding slots(List<BenchPhoto> photos) throws IOException {
        note("Memory of a slot ...");
        Map<String, SlotsFinding.Peak> peaks = new LinkedHashMap<>();
        for (BenchPhoto photo : photos) {
            try (Peer peer = Peer.start(source.java("sandboxed", "sandboxed"), Optional.of(PROCESSOR))) {
                long before = peer.childMegabytes();
                peer.work(photo.file(), PHOTOS_IN_A_SLOT, Turns.QUALITY, Optional.empty());
                peaks.put(photo.name(), new SlotsFinding.Peak(before, peer.childPeakMegabytes()));
            }
        }
        return new SlotsFinding(peaks);
    }

    private void start(Map<Contender, Peer> peers, List<Contender> contenders) throws IOException {
        for (Contender contender : contenders) {
            peers.put(contender, Peer.start(contender, Optional.of(PROCESSOR)));
        }
    }

    private BenchPhoto small(BenchPhoto photo) throws IOException {
        Path file = folder.resolve("small.jpg");
        Thumbnails.of(photo.file().toFile()).size(SMALL_SIDE, SMALL_SIDE).toFile(file.toFile());
        return new BenchPhoto(
                String.format(Locale.ROOT, "%d pixels, %.0f kB", SMALL_SIDE, Files.size(file) / 1e3), file, 1);
    }

    /** Everything that is derived of a photo, of photos good and bad. */
    private MemoryTrack memory(List<Path> mixed) throws IOException {
        note("%d photos through one process ...", effort.memoryPhotos());
        MemoryTrack track = new MemoryTrack(mixed.size());
        int every = Math.max(1, effort.memoryPhotos() / LOOKS);
        try (Peer peer = Peer.start(source.steadyDeveloper(), Optional.empty())) {
            for (int i = 1; i <= effort.memoryPhotos(); i++) {
                if (!peer.take(mixed.get(i % mixed.size()), Turns.QUALITY)) {
                    track.addRefused();
                }
                if (i % every == 0) {
                    track.add(i, peer.residentKilobytes());
                    track.newRow().ifPresent(row -> note("%s", row));
                }
            }
        }
        return track;
    }

    private static void note(String format, Object... values) {
        System.err.printf(Locale.ROOT, format + "%n", values);
    }
}
