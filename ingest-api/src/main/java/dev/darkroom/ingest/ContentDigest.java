package dev.darkroom.ingest;

import dev.darkroom.core.id.ContentHash;
import dev.darkroom.web.ErrorCode;
import dev.darkroom.web.ProblemException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The digests that a {@code Content-Digest} header promises (RFC 9530), as far as they are known here. A promise that
 * is not kept is the client's mistake and answered with 400, as the IETF's problem types for digest fields do.
 *
 * @param promised bytes by Java's name of the algorithm
 */
record ContentDigest(Map<String, byte[]> promised) {
    static final String SHA_256 = "SHA-256";

    /** Tells a client which algorithms it may promise with; the first one costs nothing, being computed anyway. */
    static final String WANT = "Want-Content-Digest";

    static final String WANTED = "sha-256=10, sha-512=3";
    private static final Map<String, String> KNOWN = Map.of("sha-256", SHA_256, "sha-512", "SHA-512");
    private static final Map<String, Integer> LENGTHS = Map.of(SHA_256, 32, "SHA-512", 64);

    /** One member of a dictionary (RFC 8941): a key and a byte sequence, with parameters that mean nothing here. */
    private static final Pattern MEMBER = Pattern.compile(
            "[ \\t]*([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]*={0,2}):(?:[ \\t]*;[ \\t]*[a-z*][^,;]*)*[ \\t]*(,|$)");

    /**
     * Reads the header; other algorithms are ignored, as section 2 allows, and the answer says which are not.
     *
     * @throws ProblemException {@link ErrorCode#INVALID_DIGEST} when it cannot be read
     */
    static ContentDigest parse(Optional<String> header) {
        Map<String, byte[]> promised = new LinkedHashMap<>();
        String text = header.orElse("");
        Matcher member = MEMBER.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!member.region(at, text.length()).lookingAt()) {
                throw malformed();
            }
            String algorithm = KNOWN.get(member.group(1).toLowerCase(Locale.ROOT));
            if (algorithm != null) {
                promised.put(algorithm, decoded(member.group(2), LENGTHS.get(algorithm)));
            }
            at = member.end();
            if (at == text.length() && member.group(3).equals(",")) {
                throw malformed();
            }
        }
        return new ContentDigest(promised);
    }

    private static byte[] decoded(String base64, int length) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == length) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
        throw malformed();
    }

    private static ProblemException malformed() {
        return ProblemException.of(
                        ErrorCode.INVALID_DIGEST, "Content-Digest must be of the form sha-256=:BASE64: (RFC 9530)")
                .withHeader(WANT, WANTED);
    }

    /** Whether nothing is promised that could be checked. */
    boolean isEmpty() {
        return promised.isEmpty();
    }

    /** The SHA-256 that the content is said to have. */
    Optional<ContentHash> content() {
        return Optional.ofNullable(promised.get(SHA_256)).map(ContentHash::ofDigest);
    }

    /** Digests to be fed with the content, one per promise besides SHA-256, which is computed anyway. */
    Map<String, MessageDigest> newDigests() {
        Map<String, MessageDigest> digests = new LinkedHashMap<>();
        promised.keySet().stream().filter(name -> !name.equals(SHA_256)).forEach(name -> digests.put(name, of(name)));
        return digests;
    }

    /**
     * Compares what came with what was promised.
     *
     * @throws ProblemException {@link ErrorCode#DIGEST_MISMATCH}
     */
    void verify(Map<String, byte[]> actual) {
        promised.forEach((name, bytes) -> {
            if (!MessageDigest.isEqual(bytes, actual.get(name))) {
                throw ProblemException.of(
                                ErrorCode.DIGEST_MISMATCH,
                                "Content-Digest promised another " + name + " than " + base64(actual.get(name))
                                        + ", which the received bytes have; send them again")
                        .withHeader(WANT, WANTED);
            }
        });
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static MessageDigest of(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java that we run on has " + name, e);
        }
    }
}
