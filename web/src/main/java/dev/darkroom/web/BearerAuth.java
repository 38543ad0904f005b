package dev.darkroom.web;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.darkroom.core.error.UnavailableException;
import dev.darkroom.core.id.UserId;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Says who sent a request, from its bearer token (RFC 6750): a JWT signed by the issuer with RS256 or ES256, for us and
 * not expired. Safe for threads.
 */
public final class BearerAuth {
    private static final String SCHEME = "bearer ";
    private static final String CHALLENGE = "Bearer realm=\"darkroom\"";
    private static final String ROLES = "roles";
    private static final int MAX_TOKEN_CHARS = 8192;

    private final TokenKeys keys;
    private final InstantSource clock;
    private final Duration clockSkew;
    private final VerifiedTokens verified = new VerifiedTokens();
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    public BearerAuth(TokenSettings settings, InstantSource clock) {
        keys = new TokenKeys(settings.keyFile());
        this.clock = clock;
        clockSkew = settings.clockSkew();
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256), keys));
        processor.setJWTClaimsSetVerifier(new Claims(settings, clock));
    }

    /**
     * The user whose token the {@code Authorization} header carries.
     *
     * @throws ProblemException {@link ErrorCode#UNAUTHENTICATED} when there is no valid token
     * @throws UnavailableException when the issuer's keys cannot be read
     */
    public UserId authenticate(Optional<String> authorization) {
        return caller(authorization).user();
    }

    private Caller caller(Optional<String> authorization) {
        String header = authorization.orElseThrow(
                () -> unauthenticated("Send an access token: Authorization: Bearer TOKEN", CHALLENGE));
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw unauthenticated("Authorization must be of the form: Bearer TOKEN", CHALLENGE);
        }
        String token = header.substring(SCHEME.length()).strip();
        if (token.length() > MAX_TOKEN_CHARS) {
            throw invalid("Access token is longer than " + MAX_TOKEN_CHARS + " characters");
        }
        JWKSet now = keys.current();
        Optional<Caller> known = verified.caller(token, now, clock.instant());
        return known.isPresent() ? known.get() : verify(token, now);
    }

    /**
     * As {@link #authenticate}, for those whose token names {@code role} among its claim of roles.
     *
     * @throws ProblemException also {@link ErrorCode#FORBIDDEN} when it has not
     */
    public UserId authenticate(Optional<String> authorization, String role) {
        Caller caller = caller(authorization);
        if (!caller.roles().contains(role)) {
            throw ProblemException.of(
                    ErrorCode.FORBIDDEN, "This takes a token with \"" + role + "\" in its claim \"roles\"");
        }
        return caller.user();
    }

    private Caller verify(String token, JWKSet now) {
        try {
            JWTClaimsSet claims = processor.process(SignedJWT.parse(token), null);
            Caller caller = new Caller(new UserId(claims.getSubject()), roles(claims));
            verified.add(
                    token, now, caller, claims.getExpirationTime().toInstant().plus(clockSkew));
            return caller;
        } catch (ParseException e) {
            throw invalid("Access token is not a signed JWT");
        } catch (BadJOSEException e) {
            throw invalid("Access token is not valid: " + plain(e.getMessage()));
        } catch (JOSEException e) {
            throw invalid("Access token cannot be verified");
        } catch (IllegalArgumentException e) {
            throw invalid("Subject of the access token is no user id");
        }
    }

    /** Issuers may mean other things by a claim of this name: only a list of texts names roles. */
    private static List<String> roles(JWTClaimsSet claims) {
        return claims.getClaim(ROLES) instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    /**
     * Asks whether tokens can be verified now.
     *
     * @throws UnavailableException when the issuer's keys cannot be read
     */
    public void check() {
        keys.current();
    }

    private static ProblemException invalid(String detail) {
        return unauthenticated(detail, CHALLENGE + ", error=\"invalid_token\", error_description=\"" + detail + "\"");
    }

    private static ProblemException unauthenticated(String detail, String challenge) {
        return ProblemException.of(ErrorCode.UNAUTHENTICATED, detail).withHeader("WWW-Authenticate", challenge);
    }

    /** Nothing that could end a quoted string or a header. */
    private static String plain(String message) {
        return message.replaceAll("[^A-Za-z0-9 ,.:;=/()_-]", "'");
    }

    /** Whose token it is, and what it allows beyond that user's own photos. */
    record Caller(UserId user, List<String> roles) {}

    /** Checks claims by the given clock. */
    private static final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
        private final transient InstantSource clock;

        Claims(TokenSettings settings, InstantSource clock) {
            super(
                    settings.audience(),
                    new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
                    Set.of("sub", "exp"));
            this.clock = clock;
            setMaxClockSkew((int) settings.clockSkew().toSeconds());
        }

        @Override
        @SuppressWarnings("JavaUtilDate") // the library's own signature
        protected Date currentTime() {
            return Date.from(clock.instant());
        }
    }
}
