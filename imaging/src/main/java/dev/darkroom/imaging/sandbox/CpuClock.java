package dev.darkroom.imaging.sandbox;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The processor time that processes have used, from the kernel's own clocks. */
final class CpuClock {
    /** Of a whole process: time that its threads were scheduled. */
    private static final int SCHEDULED = 2;

    private CpuClock() {}

    /** Nanoseconds of this process and its children, by process id. */
    static Map<Long, Long> ofThisAndChildren() {
        ProcessHandle self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.children())
                .collect(Collectors.toMap(ProcessHandle::pid, process -> nanos(process.pid())));
    }

    private static long nanos(long pid) {
        long[] time = new long[2];
        int clock = (int) (~pid << 3 | SCHEDULED);
        return Libc.call("clock_gettime", clock, time) == 0 ? time[0] * 1_000_000_000 + time[1] : 0;
    }
}
