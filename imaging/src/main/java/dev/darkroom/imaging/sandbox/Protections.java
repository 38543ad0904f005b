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

    /** Each of them, for a person. */
    public List<Protection> all() {
        return List.of(
                new Protection("memory", true, "at most " + (maxMemoryBytes >> 20) + " MB of address space"),
                protection(
                        "system calls",
                        systemCallFilter,
                        "filtered (seccomp)",
                        "not filtered on this kernel or processor"),
                protection("privileges", noNewPrivileges, "no new ones", "new ones are possible"),
                protection("network", noNetwork, "none", "reachable"),
                protection("files to write", noFilesWritten, "none", "those of this user"),
                protection("files to read", noFilesRead, "none", "those of this user"),
                protection("programs to start", noPrograms, "none", "those of this user"),
                protection("namespaces", ownNamespaces, "own user and network", "shared; unshare -Un is refused here"),
                protection("its parent's end", diesWithParent, "ends it", "is noticed only between photos"));
    }

    /** One line for each. */
    public List<String> lines() {
        return all().stream()
                .map(protection -> String.format("%-17s %s", protection.what(), protection.found()))
                .toList();
    }

    private static Protection protection(String what, boolean holds, String yes, String no) {
        return new Protection(what, holds, holds ? yes : no);
    }
}
