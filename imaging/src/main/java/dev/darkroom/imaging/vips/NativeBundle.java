package dev.darkroom.imaging.vips;

import dev.darkroom.core.id.ContentHash;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * The native library that the jar holds for one processor, and its extraction: once for each host and version, by a
 * rename, so that several processes may do it at the same time and none ever loads half a file.
 *
 * @param directory resource directory, such as {@code linux-x64}
 * @param fileName name of the library
 * @param bytes its length
 * @param content its hash, checked before every load
 */
record NativeBundle(String directory, String fileName, long bytes, ContentHash content) {
    private static final String RESOURCES = "/dev/darkroom/imaging/natives/";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

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

    /** The library for this host, when the jar has one. */
    static Optional<NativeBundle> ofThisHost() {
        return of(platform());
    }

    static Optional<NativeBundle> of(String directory) {
        Properties properties = new Properties();
        try (InputStream in = NativeBundle.class.getResourceAsStream(RESOURCES + directory + "/library.properties")) {
            if (in == null) {
                return Optional.empty();
            }
            properties.load(in);
        } catch (IOException e) {
            throw new IllegalStateException("Cannot read the jar's list of natives for " + directory, e);
        }
        NativeBundle bundle = new NativeBundle(
                directory,
                properties.getProperty("file"),
                Long.parseLong(properties.getProperty("bytes")),
                new ContentHash(properties.getProperty("sha256")));
        return NativeBundle.class.getResource(bundle.resource()) == null ? Optional.empty() : Optional.of(bundle);
    }

    String resource() {
        return RESOURCES + directory + "/lib/" + fileName;
    }

    /**
     * The library as a file under {@code root}, extracted when it is not there or not whole.
     *
     * @throws IOException when the directory cannot be written, or belongs to somebody else
     */
    Path extractTo(Path root) throws IOException {
        Path home = root.resolve(content.hex().substring(0, 16));
        Files.createDirectories(root);
        if (!Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(home, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        }
        requireOwn(home);
        Path target = home.resolve(fileName);
        if (isWhole(target)) {
            return target.toAbsolutePath();
        }
        Path part = Files.createTempFile(home, fileName, ".part");
        try {
            try (InputStream in = NativeBundle.class.getResourceAsStream(resource())) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!isWhole(part)) {
                throw new IOException("The library in the jar is not the one it was built with: " + resource());
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

    private boolean isWhole(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) != bytes) {
            return false;
        }
        MessageDigest digest = ContentHash.newDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return ContentHash.ofDigest(digest.digest()).equals(content);
    }
}
