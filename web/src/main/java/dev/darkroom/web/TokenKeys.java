package dev.darkroom.web;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.darkroom.core.error.UnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.util.List;

/** The issuer's public keys (a JSON Web Key or a set of them), from a file that is read again whenever it changes. Safe for threads. */
final class TokenKeys implements JWKSource<SecurityContext> {
    private static final long MAX_BYTES = 1 << 20;

    private final Path file;
    private volatile Loaded loaded = new Loaded(FileTime.fromMillis(0), "", -1, new JWKSet());

    TokenKeys(Path file) {
        this.file = file;
    }

    @Override
    public List<JWK> get(JWKSelector selector, SecurityContext context) {
        return selector.select(current());
    }

    /**
     * The keys as the file now holds them.
     *
     * @throws UnavailableException when it cannot be read
     */
    JWKSet current() {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            Loaded keys = loaded;
            if (!keys.isOf(now)) {
                keys = load(now);
                loaded = keys;
            }
            return keys.keys;
        } catch (IOException | ParseException e) {
            throw new UnavailableException(
                    "Public keys of the token issuer cannot be read: " + fault(e) + "; check the file that "
                            + TokenSettings.KEY_FILE + " names",
                    e);
        }
    }

    /** In our own words: those of the exception name paths, or show parts of a key, to whoever asks for readiness. */
    private static String fault(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof UnusableKeysException) {
            return e.getMessage();
        }
        return e instanceof ParseException ? "the file is no JSON Web Key or set of them" : "the file cannot be opened";
    }

    private Loaded load(BasicFileAttributes now) throws IOException, ParseException {
        if (now.size() > MAX_BYTES) {
            throw new UnusableKeysException("the file has " + now.size() + " bytes, more than " + MAX_BYTES);
        }
        JWKSet keys = parse(Files.readString(file)).toPublicJWKSet();
        if (keys.isEmpty()) {
            throw new UnusableKeysException("the file holds no public key");
        }
        return new Loaded(now.lastModifiedTime(), String.valueOf(now.fileKey()), now.size(), keys);
    }

    private static JWKSet parse(String text) throws ParseException {
        return JSONObjectUtils.parse(text).containsKey("keys") ? JWKSet.parse(text) : new JWKSet(JWK.parse(text));
    }

    /** The file can be read, and what is in it cannot be used. */
    private static final class UnusableKeysException extends IOException {
        private static final long serialVersionUID = 1;

        UnusableKeysException(String message) {
            super(message);
        }
    }

    private record Loaded(FileTime modifiedAt, String fileKey, long size, JWKSet keys) {
        boolean isOf(BasicFileAttributes now) {
            return size == now.size()
                    && modifiedAt.equals(now.lastModifiedTime())
                    && fileKey.equals(String.valueOf(now.fileKey()));
        }
    }
}
