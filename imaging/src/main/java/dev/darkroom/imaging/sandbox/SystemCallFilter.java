package dev.darkroom.imaging.sandbox;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Takes every {@link SystemCall} but the listed ones away from all threads of this process, for good (seccomp). A call
 * that is not listed fails as if it were forbidden; one of another processor's numbering ends the process.
 */
final class SystemCallFilter {
    private static final int SECCOMP_SET_MODE_FILTER = 1;
    private static final int SECCOMP_FILTER_FLAG_TSYNC = 1;

    private static final int LOAD_WORD = 0x20;
    private static final int IF_EQUAL = 0x15;
    private static final int IF_GREATER_OR_EQUAL = 0x35;
    private static final int IF_ANY_BIT = 0x45;
    private static final int RETURN = 0x06;

    private static final int ALLOW = 0x7fff0000;
    private static final int KILL_PROCESS = 0x80000000;
    private static final int FAIL = 0x00050000;
    private static final int FORBIDDEN = FAIL | Libc.EPERM;
    private static final int NOT_THERE = FAIL | 38;

    /** Of the kernel's seccomp_data: number, architecture, then six arguments of 8 bytes. */
    private static final int NUMBER = 0;

    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;

    private static final int X32 = 0x40000000;
    private static final int CLONE_THREAD = 0x10000;
    private static final int CLONE_NAMESPACES = 0x7e020000;
    private static final int PR_SET_NAME = 15;
    private static final int CLONE3 = 435;

    private final boolean arm;
    private final ByteBuffer program = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);

    private SystemCallFilter(boolean arm) {
        this.arm = arm;
    }

    /** The filter for this processor, if there is one. */
    static Optional<SystemCallFilter> ofThisProcessor() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> Optional.of(new SystemCallFilter(false));
            case "aarch64", "arm64" -> Optional.of(new SystemCallFilter(true));
            default -> Optional.empty();
        };
    }

    /** Installs it; needs that no new privileges are possible. False when the kernel has no such filters. */
    boolean install() {
        assemble();
        int bytes = program.position();
        try (Memory instructions = new Memory(bytes);
                Memory header = new Memory(16)) {
            instructions.write(0, program.array(), 0, bytes);
            header.setShort(0, (short) (bytes / 8));
            header.setPointer(8, instructions);
            int seccomp = arm ? 277 : 317;
            return Libc.call(
                            "syscall",
                            (long) seccomp,
                            (long) SECCOMP_SET_MODE_FILTER,
                            (long) SECCOMP_FILTER_FLAG_TSYNC,
                            header)
                    == 0;
        }
    }

    private void assemble() {
        instruction(LOAD_WORD, ARCHITECTURE, 0, 0);
        instruction(IF_EQUAL, arm ? 0xc00000b7 : 0xc000003e, 1, 0);
        instruction(RETURN, KILL_PROCESS, 0, 0);
        instruction(LOAD_WORD, NUMBER, 0, 0);
        instruction(IF_GREATER_OR_EQUAL, X32, 0, 1);
        instruction(RETURN, KILL_PROCESS, 0, 0);
        for (SystemCall call : SystemCall.values()) {
            instruction(IF_EQUAL, call.number(arm), 0, 1);
            instruction(RETURN, ALLOW, 0, 0);
        }
        // Its flags lie in memory that no filter can read; told that it is not there, the C library takes clone.
        instruction(IF_EQUAL, CLONE3, 0, 1);
        instruction(RETURN, NOT_THERE, 0, 0);
        // Threads, but no processes and no namespaces.
        instruction(IF_EQUAL, arm ? 220 : 56, 0, 5);
        instruction(LOAD_WORD, FIRST_ARGUMENT, 0, 0);
        instruction(IF_ANY_BIT, CLONE_NAMESPACES, 2, 0);
        instruction(IF_ANY_BIT, CLONE_THREAD, 0, 1);
        instruction(RETURN, ALLOW, 0, 0);
        instruction(RETURN, FORBIDDEN, 0, 0);
        // Threads name themselves.
        instruction(IF_EQUAL, arm ? 167 : 157, 0, 3);
        instruction(LOAD_WORD, FIRST_ARGUMENT, 0, 0);
        instruction(IF_EQUAL, PR_SET_NAME, 0, 1);
        instruction(RETURN, ALLOW, 0, 0);
        instruction(RETURN, FORBIDDEN, 0, 0);
    }

    /** {@code yes} and {@code no}: how many instructions a comparison skips. */
    private void instruction(int code, int operand, int yes, int no) {
        program.putShort((short) code).put((byte) yes).put((byte) no).putInt(operand);
    }
}
