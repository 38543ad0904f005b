package dev.darkroom.imaging.sandbox;

import java.util.List;
import java.util.stream.Stream;

/**
 * The processor time that processes have used, from the kernel's own clocks.
 *
 * @param processes whose time is added up
 */
record CpuClock(List<Long> processes) {
    /** Of a whole process: time that its threads were scheduled. */
    private static final int SCHEDULED = 2;

    /** Of this process and the children that it has now. */
    static CpuClock ofThisAndChildren() {
        ProcessHandle self = ProcessHandle.current();
        return new CpuClock(Stream.concat(Stream.of(self), self.children())
                .map(ProcessHandle::pid)
                .toList());
    }

    /** So far, without the processes that have ended. */
    long nanos() {
        return processes.stream().mapToLong(CpuClock::nanos).sum();
    }

    private static long nanos(long pid) {
        long[] time = new long[2];
        int clock = (int) (~pid << 3 | SCHEDULED);
        return Libc.call("clock_gettime", clock, time) == 0 ? time[0] * 1_000_000_000 + time[1] : 0;
    }
}
