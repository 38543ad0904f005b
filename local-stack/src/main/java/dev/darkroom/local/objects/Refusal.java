package dev.darkroom.local.objects;

/** Why the store does not do what it was asked: each is the caller's fault, and nothing has changed. */
public enum Refusal {
    NO_SUCH_BUCKET("The specified bucket does not exist"),
    BUCKET_EXISTS("Your previous request to create the named bucket succeeded and you already own it."),
    BUCKET_NOT_EMPTY("The bucket you tried to delete is not empty"),
    NO_SUCH_KEY("The specified key does not exist."),
    NO_SUCH_VERSION("The specified version does not exist."),
    NO_SUCH_UPLOAD(
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed."),
    PRECONDITION_FAILED("At least one of the pre-conditions you specified did not hold"),
    INVALID_PART(
            "One or more of the specified parts could not be found. The part may not have been uploaded, or its entity tag may differ."),
    INVALID_PART_ORDER("The list of parts was not in ascending order. The parts list must be ordered by part number."),
    PART_TOO_SMALL("Your proposed upload is smaller than the minimum allowed size");

    private final String message;

    Refusal(String message) {
        this.message = message;
    }

    String message() {
        return message;
    }
}
