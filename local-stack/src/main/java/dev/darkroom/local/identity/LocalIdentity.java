package dev.darkroom.local.identity;

import dev.darkroom.core.id.UserId;
import dev.darkroom.local.process.PrivateFile;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/**
 * Issues tokens for the users of one data directory: JWTs signed with ES256 by a key that is made on first use and
 * readable by its owner only. Services verify them with the public key beside it.
 */
public final class LocalIdentity {
    public static final String ISSUER = "darkroom-local";
    public static final String AUDIENCE = "darkroom";
    private static final Duration MAX_LIFE = Duration.ofDays(366);
    private static final int COORDINATE_BYTES = 32;
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final Path folder;
    private final Clock clock;

    /** Keys live in {@code folder}; nothing is read or written before the first call. */
    public LocalIdentity(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** The public key, in a JSON Web Key Set; the key pair is made when it does not exist yet. */
    public Path publicKeyFile() throws IOException {
        if (!Files.exists(publicKeyPath())) {
            create();
        }
        return publicKeyPath();
    }

    /**
     * A token for {@code user} that is valid for {@code life} from now.
     *
     * @throws IllegalArgumentException when the name is none that a photo may belong to, or the life is not sensible
     */
    public String token(String user, Duration life) throws IOException {
        return token(user, List.of(), life);
    }

    /**
     * As {@link #token(String, Duration)}, for someone with {@code roles}: {@code admin} may change what is live.
     *
     * @throws IllegalArgumentException also when a role has other characters than small letters and hyphens
     */
    public String token(String user, List<String> roles, Duration life) throws IOException {
        UserId subject = new UserId(user);
        if (life.isNegative() || life.isZero() || life.compareTo(MAX_LIFE) > 0) {
            throw new IllegalArgumentException(
                    "A token lives longer than nothing and at most " + MAX_LIFE + ": " + life);
        }
        for (String role : roles) {
            if (!role.matches("[a-z-]{1,32}")) {
                throw new IllegalArgumentException("A role has 1 to 32 small letters and hyphens: " + role);
            }
        }
        String granted = roles.isEmpty() ? "" : ",\"roles\":[\"" + String.join("\",\"", roles) + "\"]";
        String keyId = keyId(Files.readString(publicKeyFile()));
        Instant now = clock.instant();
        String header = "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"" + keyId + "\"}";
        String claims = "{\"iss\":\"" + ISSUER + "\",\"aud\":\"" + AUDIENCE + "\",\"sub\":\"" + subject
                + "\",\"iat\":" + now.getEpochSecond() + ",\"exp\":"
                + now.plus(life).getEpochSecond() + ",\"jti\":\"" + UUID.randomUUID() + "\"" + granted + "}";
        String content = encoded(header.getBytes(StandardCharsets.UTF_8)) + "."
                + encoded(claims.getBytes(StandardCharsets.UTF_8));
        return content + "." + encoded(sign(content));
    }

    private byte[] sign(String content) throws IOException {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(privateKey());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IOException("The key in " + folder + " cannot sign: remove the folder to make a new one", e);
        }
    }

    private PrivateKey privateKey() throws IOException, GeneralSecurityException {
        String text = Files.readString(privateKeyPath()).replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text)));
    }

    private void create() throws IOException {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            String secret = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(pair.getPrivate().getEncoded());
            PrivateFile.write(
                    privateKeyPath(), "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----\n");
            // Last: its presence says that the pair is complete.
            Files.writeString(publicKeyPath(), "{\"keys\":[" + jwk((ECPublicKey) pair.getPublic()) + "]}\n");
        } catch (GeneralSecurityException e) {
            throw new IOException("This Java cannot make an EC key pair: " + e.getMessage(), e);
        }
    }

    private static String jwk(ECPublicKey key) throws GeneralSecurityException {
        String x = encoded(coordinate(key.getW().getAffineX()));
        String y = encoded(coordinate(key.getW().getAffineY()));
        // RFC 7638: the thumbprint is the digest of exactly these members in this order.
        String members = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
        byte[] thumbprint = MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.US_ASCII));
        return "{\"kty\":\"EC\",\"crv\":\"P-256\",\"use\":\"sig\",\"alg\":\"ES256\",\"kid\":\"" + encoded(thumbprint)
                + "\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}";
    }

    private static byte[] coordinate(BigInteger value) {
        byte[] digits = value.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(digits.length, COORDINATE_BYTES);
        System.arraycopy(digits, digits.length - length, fixed, COORDINATE_BYTES - length, length);
        return fixed;
    }

    private static String keyId(String keySet) {
        return keySet.replaceAll("(?s).*\"kid\":\"([^\"]+)\".*", "$1");
    }

    private static String encoded(byte[] bytes) {
        return BASE64URL.encodeToString(bytes);
    }

    private Path publicKeyPath() {
        return folder.resolve("jwks.json");
    }

    private Path privateKeyPath() {
        return folder.resolve("private.pem");
    }
}
