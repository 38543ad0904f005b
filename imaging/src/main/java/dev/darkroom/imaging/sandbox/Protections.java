package dev.darkroom.imaging.sandbox;

import java.util.List;

/**
 * What holds a worker, as the worker found by trying after it had given everything up.
 *
 * @param maxMemoryBytes limit of its address space
 * @param systemCallFilter the kernel refuses every call that developing does not need (seccomp)
 * @param noNewPrivileges no program that it could start would have more rights than it has
 * @param noNetwork it can open no socket
 * @param noFilesWritten it can open no file for writing
 * @param noFilesRead it can open no file for reading either
 * @param noPrograms it can start no program
 * @param ownNamespaces it is in a user and a network namespace of its own
 * @param diesWithParent the kernel kills it when the process that started it ends
 */
public record Protections(
        long maxMemoryBytes,
        boolean systemCallFilter,
        boolean noNewPrivileges,
        boolean noNetwork,
        boolean noFilesWritten,
        boolean noFilesRead,
        boolean noPrograms,
        boolean ownNamespaces,
        boolean diesWithParent) {
    /** Whether a worker that was taken over could still reach nothing but its own memory. */
    public boolean complete() {
        return systemCallFilter && noNewPrivileges && noNetwork && noFilesWritten && noFilesRead && noPrograms;
    }

    /** One line for each, for a person. */
    public List<String> lines() {
        return List.of(
                "memory            at most " + (maxMemoryBytes >> 20) + " MB of address space",
                line(
                        "system calls",
                        systemCallFilter,
                        "filtered (seccomp)",
                        "not filtered on this kernel or processor"),
                line("privileges", noNewPrivileges, "no new ones", "new ones are possible"),
                line("network", noNetwork, "none", "reachable"),
                line("files to write", noFilesWritten, "none", "those of this user"),
                line("files to read", noFilesRead, "none", "those of this user"),
                line("programs to start", noPrograms, "none", "those of this user"),
                line("namespaces", ownNamespaces, "own user and network", "shared; unshare -Un is refused here"),
                line("its parent's end", diesWithParent, "ends it", "is noticed only between photos"));
    }

    private static String line(String what, boolean holds, String yes, String no) {
        return String.format("%-17s %s", what, holds ? yes : no);
    }
}
