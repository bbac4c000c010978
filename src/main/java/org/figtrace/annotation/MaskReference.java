package org.figtrace.annotation;

/**
 * A mask that is kept as bytes in the case, found again by its content.
 *
 * @param sha256 of the bytes, 64 lower-case hexadecimal digits
 * @param format the file ending that tells how to read them: "nii.gz", "nrrd", "dcm", "zip"
 * @param size in bytes
 */
public record MaskReference(String sha256, String format, long size) {
    public MaskReference {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("not a SHA-256 in hexadecimal: \"" + sha256 + "\"");
        }
        if (format.isBlank() || size < 1) {
            throw new IllegalArgumentException("a mask needs a format and at least one byte");
        }
    }
}
