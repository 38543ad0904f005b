package dev.darkroom.bench.thumbnails;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes contenders that are Darkroom's own programs.
 *
 * @param home of the repository
 */
record Source(Path home) {
    /** Where everything that is fetched lies. */
    Path folder() {
        return home.resolve("bench/target/peers");
    }

    /** What {@link PeerMain} knows by the name {@code what}, with one thread. */
    Contender java(String name, String what, String... own) {
        return java(name, List.of("-Xms64m", "-Xmx512m"), what, 1, List.of(own));
    }

    /** A command for each photo. */
    Contender command(String name, List<String> command) {
        return java(name, List.of("-Xms64m", "-Xmx512m"), "command", 1, command);
    }

    /** Darkroom with so many threads. */
    Contender threads(int threads) {
        return java(threads + " threads", List.of("-Xms64m", "-Xmx512m"), "darkroom", threads, List.of());
    }

    /**
     * All that Darkroom derives of a photo, one at a time. Its heap is there from the beginning, so that what grows is what
     * is outside of it; and glibc has as few arenas as it has in a worker of the sandbox, or they fragment one another.
     */
    Contender steadyDeveloper() {
        List<String> heap = List.of("-Xms256m", "-Xmx256m", "-XX:+AlwaysPreTouch");
        return java("developer", heap, "developer", 1, List.of()).with("MALLOC_ARENA_MAX", "2");
    }

    private Contender java(String name, List<String> heap, String what, int threads, List<String> own) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(heap);
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Ddarkroom.log.level=error",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                PeerMain.class.getName(),
                what,
                Integer.toString(threads)));
        command.addAll(own);
        return new Contender(name, command, folder());
    }
}
