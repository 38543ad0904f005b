package dev.darkroom.imaging.metadata;

import com.adobe.internal.xmp.XMPMetaFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps packets out that would fill the parser's registry of namespaces, which is one for the process and never forgets:
 * otherwise a stranger's files could fill the memory of a service.
 */
final class Namespaces {
    /** Adobe's and the field's own together are below three hundred. */
    static final int MOST_IN_A_PACKET = 500;

    /** From here on only namespaces are read that were seen before, which the usual ones were. */
    static final int MOST_IN_A_PROCESS = 10_000;

    private static final Pattern DECLARATION = Pattern.compile("xmlns:[^=\\s]+\\s*=\\s*[\"']([^\"']*)[\"']");

    private Namespaces() {}

    /** Whether {@code packet} may be parsed. */
    static boolean admit(byte[] packet) {
        return admit(packet, XMPMetaFactory.getSchemaRegistry().getNamespaces());
    }

    static boolean admit(byte[] packet, Map<?, ?> known) {
        // Of UTF-16 the same holds without its zeros.
        String text = new String(packet, StandardCharsets.ISO_8859_1).replace("\0", "");
        Matcher declaration = DECLARATION.matcher(text);
        boolean isFull = known.size() >= MOST_IN_A_PROCESS;
        for (int count = 1; declaration.find(); count++) {
            if (count > MOST_IN_A_PACKET || (isFull && !known.containsKey(declaration.group(1)))) {
                return false;
            }
        }
        return true;
    }
}
