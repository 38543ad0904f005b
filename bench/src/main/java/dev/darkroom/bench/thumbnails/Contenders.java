package dev.darkroom.bench.thumbnails;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Who takes part on this machine, and who cannot and why. What registries have is fetched into {@code bench/target}.
 *
 * @param present those that start
 * @param absent reasons by name
 */
record Contenders(List<Contender> present, Map<String, String> absent) {
    static final String FLOOR = "floor: libjpeg-turbo";
    static final String DARKROOM = "**Darkroom**";
    static final String LIBVIPS = "libvips by JNA";
    static final String SHARP_CASCADE = "sharp, one decode + cascade";
    static final String SHARP_FOUR = "sharp, four calls";

    private static final String PILLOW = "Pillow";
    private static final String PILLOW_VERSION = "13.0.0";
    private static final String VIPSTHUMBNAIL = "vipsthumbnail, four calls";
    private static final String IMGPROXY = "imgproxy, four requests";
    private static final int FETCH_MINUTES = 5;

    /** With the imgproxy of that path, if one is named. */
    static Contenders find(Source source, Optional<Path> imgproxy) throws IOException, InterruptedException {
        Path sources = source.home().resolve("bench/src/main/peers");
        Path folder = source.folder();
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        List<Contender> all = new ArrayList<>();
        Map<String, String> absent = new LinkedHashMap<>();
        all.add(source.java(FLOOR, "floor"));
        all.add(source.java(DARKROOM, "darkroom"));
        all.add(source.java(LIBVIPS, "libvips"));
        if (fetched(folder, absent, "sharp", "npm", "ci", "--loglevel=error")) {
            all.add(new Contender(SHARP_CASCADE, List.of("node", "sharp.mjs", "cascade"), folder));
            all.add(new Contender(SHARP_FOUR, List.of("node", "sharp.mjs", "four"), folder));
        }
        String pillow = "pillow==" + PILLOW_VERSION;
        if (fetched(
                folder,
                absent,
                PILLOW,
                "python3",
                "-m",
                "pip",
                "install",
                "-q",
                "--no-deps",
                "--upgrade",
                "--only-binary=:all:",
                "--target",
                ".",
                pillow)) {
            all.add(new Contender(PILLOW, List.of("python3", "pillow_peer.py"), folder));
        }
        all.add(source.java("ImageIO + Thumbnailator", "thumbnailator"));
        if (isOnPath("vipsthumbnail")) {
            all.add(source.java(VIPSTHUMBNAIL, "vipsthumbnail"));
        } else {
            absent.put(VIPSTHUMBNAIL, "vipsthumbnail is not on the path (Debian: apt install libvips-tools)");
        }
        if (imgproxy.isPresent()) {
            all.add(source.java(IMGPROXY, "imgproxy", imgproxy.get().toString()));
        } else {
            absent.put(IMGPROXY, "no --imgproxy names its program");
        }
        return starting(all, absent);
    }

    private static Contenders starting(List<Contender> all, Map<String, String> absent) throws IOException {
        List<Contender> present = new ArrayList<>();
        for (Contender contender : all) {
            try {
                Peer.start(contender, Optional.empty()).close();
                present.add(contender);
            } catch (IOException e) {
                absent.put(contender.name(), e.getMessage());
            }
        }
        for (String needed : List.of(FLOOR, DARKROOM)) {
            if (absent.containsKey(needed)) {
                throw new IOException("There is nothing to compare without " + needed + ": " + absent.get(needed));
            }
        }
        return new Contenders(present, absent);
    }

    private static boolean fetched(Path folder, Map<String, String> absent, String name, String... command)
            throws IOException, InterruptedException {
        if (!isOnPath(command[0])) {
            absent.put(name, command[0] + " is not on the path");
            return false;
        }
        Path log = Files.createTempFile("darkroom-bench-", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!process.waitFor(FETCH_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                absent.put(name, command[0] + " did not fetch it within " + FETCH_MINUTES + " minutes");
                return false;
            }
            if (process.exitValue() != 0) {
                List<String> lines = Files.readAllLines(log);
                absent.put(name, lines.isEmpty() ? command[0] + " failed" : lines.get(lines.size() - 1));
                return false;
            }
            return true;
        } finally {
            Files.delete(log);
        }
    }

    static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
