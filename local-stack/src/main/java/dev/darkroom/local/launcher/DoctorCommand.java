package dev.darkroom.local.launcher;

import dev.darkroom.local.process.JavaProgram;
import dev.darkroom.local.process.StackException;
import dev.darkroom.local.stack.Home;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at the machine with the imaging module's own eyes, in a JVM of its own. */
@Command(
        name = "doctor",
        description = {
            "Lists every image format with the library that reads it, what is missing and how to get it,",
            "and what else a newcomer's trouble hangs on: Java, tools, cores, memory, disk, namespaces.",
            "Ends with 0 when nothing is missing, else with 1."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./darkroom doctor", "  ./darkroom doctor --json"})
final class DoctorCommand implements Callable<Integer> {
    @Option(names = "--json", description = "One line of JSON, for a program.")
    private boolean json;

    DoctorCommand() {}

    @Override
    public Integer call() throws StackException, IOException, InterruptedException {
        Path home = Home.find();
        List<String> command = new ArrayList<>(List.of(
                JavaProgram.javaBinary().toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                JavaProgram.QUICK_START,
                "-cp",
                JavaProgram.classPath(home, "imaging"),
                "dev.darkroom.imaging.doctor.DoctorMain"));
        if (json) {
            command.add("--json");
        }
        Process doctor = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(doctor::destroy, "stop-doctor"));
        return doctor.waitFor();
    }
}
