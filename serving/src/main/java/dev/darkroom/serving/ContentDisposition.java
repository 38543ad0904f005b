package dev.darkroom.serving;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The header that names a download (RFC 6266): plain ASCII for old clients and the true name for all others. */
final class ContentDisposition {
    private ContentDisposition() {}

    /** {@code attachment} under this name. */
    static String attachment(String name) {
        String ascii = name.replaceAll("[^A-Za-z0-9 ._()+,=@-]", "_");
        // RFC 8187 wants %20 where forms want a plus sign, and takes no asterisk.
        String full = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + full;
    }
}
