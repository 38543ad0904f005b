package dev.darkroom.imaging.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class NamespacesTest {
    @Test
    void aPacketOfMyriadNamespacesIsNotRead() {
        assertThat(Xmp.parse(packet(300))).isPresent();
        assertThat(Xmp.parse(packet(5_000))).isEmpty();
        assertThat(Namespaces.admit(
                        new String(packet(5_000), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16)))
                .isFalse();
    }

    @Test
    void aFullRegistryStillReadsWhatItKnows() {
        Map<String, String> full = IntStream.range(0, Namespaces.MOST_IN_A_PROCESS)
                .boxed()
                .collect(Collectors.toMap(i -> "urn:hostile:" + i, i -> "n" + i));
        assertThat(Namespaces.admit(declaring("urn:hostile:7"), full)).isTrue();
        assertThat(Namespaces.admit(declaring("urn:new"), full)).isFalse();
        assertThat(Namespaces.admit(declaring("urn:new"), Map.of())).isTrue();
    }

    private static byte[] declaring(String uri) {
        return ("<a xmlns:a='" + uri + "'/>").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packet(int namespaces) {
        String declarations = IntStream.range(0, namespaces)
                .mapToObj(i -> " xmlns:h" + i + "='urn:test:" + i + "' h" + i + ":x='1'")
                .collect(Collectors.joining());
        return ("<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
                        + "<rdf:Description rdf:about=''" + declarations + "/></rdf:RDF></x:xmpmeta>")
                .getBytes(StandardCharsets.UTF_8);
    }
}
