package dev.darkroom.imaging.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs that building and running need. */
final class ToolChecks {
    private static final String GROUP = "tools";
    private static final int NODE = 18;
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)(\\.\\d+)?");

    private ToolChecks() {}

    static List<Check> all() {
        return List.of(java(), maven(), node(), npm(), python());
    }

    private static Check java() {
        String version = System.getProperty("java.version") + ", " + System.getProperty("java.vendor") + ", "
                + System.getProperty("java.home");
        if (!System.getProperty("java.specification.version").equals("17")) {
            return Check.missing(GROUP, "java", version, "set JAVA_HOME to a JDK 17 (Debian: openjdk-17-jdk-headless)");
        }
        return Files.isExecutable(Path.of(System.getProperty("java.home"), "bin", "javac"))
                ? Check.ok(GROUP, "java", version)
                : Check.warning(
                        GROUP,
                        "java",
                        version + ", which has no compiler",
                        "to build, install a JDK (Debian: openjdk-17-jdk-headless)");
    }

    private static Check maven() {
        String remedy = "to build, install Maven 3.8 or newer (Debian: maven)";
        Optional<String> said = Command.output("mvn", "--batch-mode", "--version");
        return said.map(text -> version(text, 3, 8)
                        ? Check.ok(GROUP, "maven", firstLine(text))
                        : Check.warning(GROUP, "maven", firstLine(text), remedy))
                .orElse(Check.warning(GROUP, "maven", "not found", remedy));
    }

    private static Check node() {
        String remedy = "to build, install Node.js " + NODE + " or newer (Debian: nodejs npm)";
        return Command.output("node", "--version")
                .map(text -> version(text, NODE, 0)
                        ? Check.ok(GROUP, "node", text)
                        : Check.warning(GROUP, "node", text, remedy))
                .orElse(Check.warning(GROUP, "node", "not found", remedy));
    }

    private static Check npm() {
        return Command.output("npm", "--version")
                .map(text -> Check.ok(GROUP, "npm", firstLine(text)))
                .orElse(Check.warning(
                        GROUP, "npm", "not found", "to build, install npm, which fetches libvips (Debian: npm)"));
    }

    private static Check python() {
        return Command.output("python3", "-m", "pip", "--version")
                .map(text -> Check.ok(GROUP, "python", firstLine(text)))
                .orElse(Check.warning(
                        GROUP,
                        "python",
                        "Python 3 with pip not found",
                        "only a build that is to bring libheif and libjxl needs it (Debian: python3-pip)"));
    }

    private static boolean version(String text, int major, int minor) {
        Matcher match = VERSION.matcher(text);
        if (!match.find()) {
            return false;
        }
        int found = Integer.parseInt(match.group(1));
        return found > major || (found == major && Integer.parseInt(match.group(2)) >= minor);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }
}
