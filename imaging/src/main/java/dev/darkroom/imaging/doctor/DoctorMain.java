package dev.darkroom.imaging.doctor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Says what this machine reads and lacks; 0 when nothing is missing, 1 when something is, 2 for bad usage. */
public final class DoctorMain {
    private DoctorMain() {}

    public static void main(String[] arguments) {
        List<String> options = Arrays.asList(arguments);
        if (!options.isEmpty() && !options.equals(List.of("--json"))) {
            System.err.println("doctor: knows only --json, not " + options);
            System.exit(2);
        }
        // Nobody reads a log here.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        List<Check> checks = new ArrayList<>(FormatChecks.all());
        checks.addAll(SandboxChecks.all());
        checks.addAll(ToolChecks.all());
        checks.addAll(MachineChecks.all());
        Report report = new Report(checks);
        String out = options.isEmpty() ? report.text() : report.json();
        System.out.writeBytes(out.getBytes(StandardCharsets.UTF_8));
        System.out.flush();
        System.exit(report.isWhole() ? 0 : 1);
    }
}
