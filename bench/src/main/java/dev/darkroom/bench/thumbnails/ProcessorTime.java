package dev.darkroom.bench.thumbnails;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The processor time of a process, of all that it has started, and of all that these have started. */
final class ProcessorTime {
    /** The unit of /proc/PID/stat; Linux has shown hundredths to programs for as long as there has been Linux. */
    private static final double MILLIS_PER_TICK = 10;

    private static final int ENDED_USER = 13;
    private static final int ENDED_SYSTEM = 14;
    /** Of a whole process: time that its threads were scheduled. */
    private static final int SCHEDULED = 2;

    private static final Function CLOCK = NativeLibrary.getInstance("c").getFunction("clock_gettime");

    private ProcessorTime() {}

    static double millis(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToDouble(each -> living(each.pid()) + ended(each.pid()))
                .sum();
    }

    private static double living(long pid) {
        long[] time = new long[2];
        int clock = (int) (~pid << 3 | SCHEDULED);
        return CLOCK.invokeInt(new Object[] {clock, time}) == 0 ? time[0] * 1e3 + time[1] / 1e6 : 0;
    }

    /** Of those that it started and waited for. */
    private static double ended(long pid) {
        String line;
        try {
            line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
        } catch (IOException e) {
            if (ProcessHandle.of(pid).isPresent()) {
                throw new UncheckedIOException(e);
            }
            return 0;
        }
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[ENDED_USER]) + Long.parseLong(fields[ENDED_SYSTEM])) * MILLIS_PER_TICK;
    }
}
