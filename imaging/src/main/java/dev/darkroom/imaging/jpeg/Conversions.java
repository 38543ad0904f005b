package dev.darkroom.imaging.jpeg;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the profiles met last need: a phone writes the same one into each photo. Safe for threads. */
final class Conversions {
    private static final int KEPT = 16;

    private final Map<ByteBuffer, Need> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Need> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * What colours of a profile need.
     *
     * @param isKnown whether they can be converted here at all
     * @param conversion none when they are sRGB's
     */
    record Need(boolean isKnown, Optional<SrgbConversion> conversion) {}

    synchronized Need of(byte[] icc) {
        return kept.computeIfAbsent(
                ByteBuffer.wrap(icc),
                key -> MatrixProfile.read(icc)
                        .map(profile -> new Need(
                                true, profile.isSrgb() ? Optional.empty() : Optional.of(new SrgbConversion(profile))))
                        .orElse(new Need(false, Optional.empty())));
    }
}
