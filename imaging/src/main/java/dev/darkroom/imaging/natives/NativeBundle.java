package dev.darkroom.imaging.natives;

import dev.darkroom.core.id.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A native library that the jar holds for one processor, with the libraries it needs, and its extraction: once for each
 * host and version, by a rename, so that several processes may do it at the same time and none ever loads half a file.
 *
 * @param directory resource directory, such as {@code linux-x64}
 * @param files what is needed first stands first; the library itself is the last
 */
record NativeBundle(String directory, List<Entry> files) {

    private static final String RESOURCES = "/dev/darkroom/imaging/natives/";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    /**
     * One file.
     *
     * @param content its hash, checked before every load, but see {@link NativeName#CHECKED}
     */
    record Entry(String name, ContentHash content) {}

    NativeBundle {
        files = List.copyOf(files);
        if (files.isEmpty()) {
            throw new IllegalArgumentException("Bundle must have a library: " + directory);
        }
    }

    /** This host's operating system and processor as npm names them: {@code linux-x64}. */
    static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x64";
            case "aarch64", "arm64" -> "arm64";
            default -> System.getProperty("os.arch");
        };
        return system + "-" + processor;
    }

    /** The library with this name for this host, when the jar has all of its files. */
    static Optional<NativeBundle> ofThisHost(String library) {
        return of(platform(), library);
    }

    static Optional<NativeBundle> of(String directory, String library) {
        List<Entry> files = new ArrayList<>();
        try (InputStream in =
                NativeBundle.class.getResourceAsStream(RESOURCES + directory + "/" + library + ".sha256")) {
            if (in == null) {
                return Optional.empty();
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\\s+"))
                    .forEach(line -> files.add(new Entry(line[1], new ContentHash(line[0]))));
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read the jar's list of " + library + " for " + directory, e);
        }
        NativeBundle bundle = new NativeBundle(directory, files);
        boolean whole = files.stream().allMatch(file -> NativeBundle.class.getResource(bundle.resource(file)) != null);
        return whole ? Optional.of(bundle) : Optional.empty();
    }

    private String resource(Entry file) {
        return RESOURCES + directory + "/lib/" + file.name();
    }

    /** The library itself. */
    private Entry main() {
        return files.get(files.size() - 1);
    }

    /**
     * The library's files under {@code root} in the order of {@link #files()}, extracted when they are not there or not
     * whole.
     *
     * @throws IOException when the directory cannot be written, or belongs to somebody else
     */
    List<Path> extractTo(Path root) throws IOException {
        Path home = root.resolve(main().content().hex().substring(0, 16));
        Files.createDirectories(root);
        if (!Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(home, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        requireOwn(home);
        List<Path> paths = new ArrayList<>();
        for (Entry file : files) {
            paths.add(extract(file, home));
        }
        return paths;
    }

    private Path extract(Entry file, Path home) throws IOException {
        Path target = home.resolve(file.name());
        if (Boolean.getBoolean(NativeName.CHECKED)
                ? Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
                : isWhole(target, file)) {
            return target.toAbsolutePath();
        }
        Path part = Files.createTempFile(home, file.name(), ".part");
        try {
            try (InputStream in = NativeBundle.class.getResourceAsStream(resource(file))) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!isWhole(part, file)) {
                throw new IOException("The library in the jar is not the one it was built with: " + resource(file));
            }
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
        return target.toAbsolutePath();
    }

    /** A shared temporary directory is everybody's: code from a directory that others can write is never loaded. */
    private static void requireOwn(Path home) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(home, LinkOption.NOFOLLOW_LINKS);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException("others may write to " + home);
        }
        Path probe = Files.createTempFile(home, "owner", ".probe");
        try {
            if (!Files.getOwner(probe).equals(Files.getOwner(home, LinkOption.NOFOLLOW_LINKS))) {
                throw new IOException(home + " belongs to " + Files.getOwner(home, LinkOption.NOFOLLOW_LINKS));
            }
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private static boolean isWhole(Path path, Entry file) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        MessageDigest digest = ContentHash.newDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return ContentHash.ofDigest(digest.digest()).equals(file.content());
    }
}
