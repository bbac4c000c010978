package org.figtrace.exchange;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;

/**
 * Writes a volume as 16-bit greyscale PNG files (W3C PNG, third edition), one per slice: slice-0000.png and so on. Each
 * states in text chunks how its numbers become values (Rescale: "value = slope * pixel + intercept" in ValueUnit) and
 * where it lies (ImagePositionPatient, ImageOrientationPatient, PixelSpacing, in mm and LPS), so that nothing has to be
 * guessed from grey levels. No window is applied.
 */
public final class PngSlices {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int LARGEST = 65535;

    private PngSlices() {}

    /**
     * Writes into a folder, which is made where its parent exists. Every slice uses the same rescale: integers keep
     * their steps where all slices share one rescale; otherwise the range of values is cut into 65535 equal steps.
     *
     * @return sentences about what was rounded
     * @throws ExchangeException where the folder or a file cannot be written
     */
    public static List<String> write(Volume volume, Path folder) throws IOException {
        makeFolder(folder);
        Scale scale = Scale.of(volume);
        VolumeGeometry g = volume.geometry();
        int digits = Math.max(4, Integer.toString(g.slices() - 1).length());
        for (int k = 0; k < g.slices(); k++) {
            int slice = k;
            AtomicFile.write(
                    folder.resolve(String.format(Locale.ROOT, "slice-%0" + digits + "d.png", k)),
                    out -> write(volume, slice, scale, out));
        }
        return scale.warnings(volume);
    }

    private static void makeFolder(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        AtomicFile.requireFolder(folder);
        if (Files.exists(folder)) {
            throw new ExchangeException(folder.toString(), "is a file, so no folder of slices can be made there");
        }
        try {
            Files.createDirectory(folder);
        } catch (IOException denied) {
            throw new ExchangeException(folder.toString(), "this folder cannot be made", denied);
        }
    }

    /** value = slope * pixel + intercept for every pixel of every slice. */
    private record Scale(double slope, double intercept, boolean exact) {
        static Scale of(Volume volume) {
            VolumeGeometry g = volume.geometry();
            boolean oneRescale = IntStream.range(0, g.slices())
                    .allMatch(k -> volume.slope(k) == volume.slope(0) && volume.intercept(k) == volume.intercept(0));
            if (oneRescale && !(volume.voxels() instanceof Voxels.Floats)) {
                double least = StoredVoxels.range(g, volume.voxels()::stored)[0];
                return new Scale(volume.slope(0), volume.slope(0) * least + volume.intercept(0), true);
            }
            double[] range = StoredVoxels.range(
                    g, (k, index) -> volume.slope(k) * volume.voxels().stored(k, index) + volume.intercept(k));
            if (!(range[1] > range[0])) {
                return new Scale(1, Double.isFinite(range[0]) ? range[0] : 0, true);
            }
            return new Scale((range[1] - range[0]) / LARGEST, range[0], false);
        }

        int pixel(double value) {
            return (int) Math.max(0, Math.min(LARGEST, Math.rint((value - intercept) / slope)));
        }

        List<String> warnings(Volume volume) {
            return exact
                    ? List.of()
                    : List.of(String.format(
                            Locale.ROOT,
                            "values are rounded to steps of %.6g %s in PNG",
                            slope,
                            volume.valueUnit().symbol()));
        }
    }

    private static void write(Volume volume, int k, Scale scale, OutputStream out) throws IOException {
        VolumeGeometry g = volume.geometry();
        out.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(g.columns());
        fields.writeInt(g.rows());
        // Bit depth 16, colour type 0 (greyscale), deflate, adaptive filtering, not interlaced.
        fields.write(new byte[] {16, 0, 0, 0, 0});
        chunk("IHDR", header.toByteArray(), out);
        for (Map.Entry<String, String> text : texts(volume, k, scale).entrySet()) {
            chunk("tEXt", (text.getKey() + "\0" + text.getValue()).getBytes(StandardCharsets.ISO_8859_1), out);
        }
        chunk("IDAT", pixels(volume, k, scale), out);
        chunk("IEND", new byte[0], out);
    }

    private static Map<String, String> texts(Volume volume, int k, Scale scale) {
        VolumeGeometry g = volume.geometry();
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("Software", "Figtrace");
        texts.put("Rescale", "value = " + scale.slope() + " * pixel + " + scale.intercept());
        texts.put("ValueUnit", volume.valueUnit().symbol());
        if (g.isCalibrated()) {
            texts.put("ImagePositionPatient", text(g.sliceOrigin(k)));
            texts.put("ImageOrientationPatient", text(g.rowDirection()) + "\\" + text(g.columnDirection()));
            // Row\column as in DICOM: the step between rows comes first (PS3.3 10.7.1.3).
            texts.put("PixelSpacing", g.rowSpacing() + "\\" + g.columnSpacing());
        }
        if (!volume.references().isEmpty()) {
            texts.put("SOPInstanceUID", volume.references().get(k).sopInstanceUid());
            texts.put("Frame", Integer.toString(volume.references().get(k).frame()));
        }
        return texts;
    }

    private static String text(Vector3 v) {
        return v.x() + "\\" + v.y() + "\\" + v.z();
    }

    private static byte[] pixels(Volume volume, int k, Scale scale) throws IOException {
        VolumeGeometry g = volume.geometry();
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater();
        try (DeflaterOutputStream out = new DeflaterOutputStream(compressed, deflater)) {
            byte[] row = new byte[1 + 2 * g.columns()];
            for (int j = 0; j < g.rows(); j++) {
                // Filter type 1 (Sub): each byte less the one of the previous pixel.
                row[0] = 1;
                int left = 0;
                for (int i = 0; i < g.columns(); i++) {
                    double value = volume.value(i, j, k);
                    int pixel = Double.isNaN(value) ? 0 : scale.pixel(value);
                    row[1 + 2 * i] = (byte) ((pixel >> 8) - (left >> 8));
                    row[2 + 2 * i] = (byte) (pixel - left);
                    left = pixel;
                }
                out.write(row);
            }
        } finally {
            deflater.end();
        }
        return compressed.toByteArray();
    }

    private static void chunk(String type, byte[] data, OutputStream out) throws IOException {
        DataOutputStream to = new DataOutputStream(out);
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        to.writeInt(data.length);
        to.write(name);
        to.write(data);
        to.writeInt((int) crc.getValue());
        to.flush();
    }
}
