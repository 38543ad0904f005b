package dev.darkroom.web;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Whose access tokens are believed.
 *
 * @param keyFile a JSON Web Key, or a set of them, with the issuer's public keys; read again whenever it changes
 * @param issuer the {@code iss} that a token must have
 * @param audience an {@code aud} that a token must have
 * @param clockSkew how far the issuer's clock may be off
 */
public record TokenSettings(Path keyFile, String issuer, String audience, Duration clockSkew) {
    /** Environment variable with the path of the key file. */
    public static final String KEY_FILE = "DARKROOM_TOKEN_KEY";

    /** Environment variable with the issuer; {@code darkroom-local} when unset. */
    public static final String ISSUER = "DARKROOM_TOKEN_ISSUER";

    /** Environment variable with the audience; {@code darkroom} when unset. */
    public static final String AUDIENCE = "DARKROOM_TOKEN_AUDIENCE";

    private static final Duration DEFAULT_SKEW = Duration.ofSeconds(30);

    public TokenSettings {
        if (issuer.isBlank() || audience.isBlank()) {
            throw new IllegalArgumentException("Issuer and audience of tokens must not be blank");
        }
        if (clockSkew.isNegative() || clockSkew.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("Clock skew must lie in [0, 5 minutes]: " + clockSkew);
        }
    }

    /**
     * Reads the settings from environment variables.
     *
     * @throws IllegalArgumentException when {@value #KEY_FILE} is missing
     */
    public static TokenSettings fromEnvironment(Map<String, String> environment) {
        String keyFile = environment.getOrDefault(KEY_FILE, "");
        if (keyFile.isBlank()) {
            throw new IllegalArgumentException(
                    KEY_FILE + " must name the file with the public keys of the token issuer (JSON Web Keys)");
        }
        return new TokenSettings(
                Path.of(keyFile),
                environment.getOrDefault(ISSUER, "darkroom-local"),
                environment.getOrDefault(AUDIENCE, "darkroom"),
                DEFAULT_SKEW);
    }
}
