package org.figtrace.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Volume;

/** Writes volumes and masks in the format that the name of the file asks for. */
public final class VolumeWriter {
    private VolumeWriter() {}

    /**
     * .nii and .nii.gz are NIfTI-1, .nrrd is NRRD; a folder, a name without an extension, or one ending in .png, is a
     * folder of PNG slices. Files appear whole or not at all.
     *
     * @return sentences about what the format cannot hold exactly
     * @throws ExchangeException where the name asks for another format, the format cannot hold the volume, or the
     *     place cannot be written
     */
    public static List<String> write(Volume volume, Path out) throws IOException {
        String name = name(out);
        if (name.endsWith(".nii") || name.endsWith(".nii.gz")) {
            return Nifti.write(volume, out);
        }
        if (name.endsWith(".nrrd")) {
            return Nrrd.write(volume, out);
        }
        if (name.endsWith(".png") || !name.contains(".") || Files.isDirectory(out)) {
            return PngSlices.write(volume, out);
        }
        throw new ExchangeException(
                out.toString(), "has no known extension: .nii, .nii.gz, .nrrd, or a folder for PNG slices");
    }

    /** .nii, .nii.gz or .nrrd, as {@link #write(Volume, Path)}. */
    public static List<String> write(Mask mask, Path out) throws IOException {
        String name = name(out);
        if (name.endsWith(".nii") || name.endsWith(".nii.gz")) {
            return Nifti.write(mask, out);
        }
        if (name.endsWith(".nrrd")) {
            return Nrrd.write(mask, out);
        }
        throw new ExchangeException(out.toString(), "has no known extension for a mask: .nii, .nii.gz or .nrrd");
    }

    private static String name(Path out) {
        return out.toString().isEmpty() || out.getFileName() == null
                ? ""
                : out.getFileName().toString().toLowerCase(Locale.ROOT);
    }
}
