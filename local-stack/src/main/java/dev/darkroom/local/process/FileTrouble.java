package dev.darkroom.local.process;

import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be used, for people: Java's own message of the commonest failures is the path alone. */
public final class FileTrouble {
    private FileTrouble() {}

    /** The reason, with the path that it is about. */
    public static String reason(Exception failure) {
        if (failure instanceof UncheckedIOException wrapped) {
            return reason(wrapped.getCause());
        }
        if (failure instanceof AccessDeniedException denied) {
            return "permission denied for " + denied.getFile();
        }
        if (failure instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        if (failure instanceof FileAlreadyExistsException other) {
            return other.getFile() + " is a file, not a directory";
        }
        if (failure instanceof NotDirectoryException other) {
            return other.getFile() + " is not a directory";
        }
        return String.valueOf(failure.getMessage());
    }
}
