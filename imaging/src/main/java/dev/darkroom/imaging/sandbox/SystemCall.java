package dev.darkroom.imaging.sandbox;

/**
 * The system calls of a JVM that computes, with their numbers on both processors: memory, locks, threads, signals, time,
 * and reading and writing what is already open. Nothing that names a file, a host or another process is among them.
 */
enum SystemCall {
    FUTEX(202, 98),
    READ(0, 63),
    WRITE(1, 64),
    MADVISE(28, 233),
    MMAP(9, 222),
    MUNMAP(11, 215),
    MPROTECT(10, 226),
    MREMAP(25, 216),
    BRK(12, 214),
    PREAD64(17, 67),
    SCHED_YIELD(24, 124),
    CLOCK_GETTIME(228, 113),
    CLOCK_GETRES(229, 114),
    CLOCK_NANOSLEEP(230, 115),
    NANOSLEEP(35, 101),
    GETTIMEOFDAY(96, 169),
    GETTID(186, 178),
    GETPID(39, 172),
    GETPPID(110, 173),
    RT_SIGACTION(13, 134),
    RT_SIGPROCMASK(14, 135),
    RT_SIGRETURN(15, 139),
    SIGALTSTACK(131, 132),
    RESTART_SYSCALL(219, 128),
    SET_ROBUST_LIST(273, 99),
    RSEQ(334, 293),
    EXIT(60, 93),
    EXIT_GROUP(231, 94),
    GETRUSAGE(98, 165),
    TIMES(100, 153),
    SYSINFO(99, 179),
    UNAME(63, 160),
    GETRANDOM(318, 278),
    SCHED_GETAFFINITY(204, 123),
    SCHED_GETATTR(315, 275),
    SCHED_GETPARAM(143, 121),
    SCHED_GETSCHEDULER(145, 120),
    SCHED_GET_PRIORITY_MAX(146, 125),
    SCHED_GET_PRIORITY_MIN(147, 126),
    SCHED_SETATTR(314, 274),
    GETPRIORITY(140, 141),
    GETCPU(309, 168),
    GET_MEMPOLICY(239, 236),
    MEMBARRIER(324, 283),
    MINCORE(27, 232),
    LSEEK(8, 62),
    READV(19, 65),
    WRITEV(20, 66),
    FSTAT(5, 80),
    CLOSE(3, 57),
    PPOLL(271, 73),
    GETUID(102, 174),
    GETEUID(107, 175),
    GETGID(104, 176),
    GETEGID(108, 177);

    private final int x64;
    private final int arm64;

    SystemCall(int x64, int arm64) {
        this.x64 = x64;
        this.arm64 = arm64;
    }

    int number(boolean arm) {
        return arm ? arm64 : x64;
    }
}
