package org.figtrace.dicom.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.Element;
import org.figtrace.dicom.FrameReader;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.TransferSyntax;
import org.figtrace.dicom.Vr;
import org.figtrace.dicom.part10.Part10Engine;

/** Runs the command-line coders of DCMTK, GDCM and OpenJPEG on objects made for tests. */
final class ReferenceCoder {
    private static final String SECONDARY_CAPTURE = "1.2.840.10008.5.1.4.1.1.7";

    private final Path folder;
    private int files;

    ReferenceCoder(Path folder) {
        this.folder = folder;
    }

    /** Skips the test, visibly, where a program is not installed. */
    static void require(String program) {
        boolean found = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
        assumeTrue(found, () -> "skipped: " + program + " is not installed");
    }

    Path newFile() {
        return folder.resolve("image" + files++ + ".dcm");
    }

    /** Writes an uncompressed object whose frames are these unsigned samples. */
    Path write(int columns, int rows, int samples, int bits, List<int[]> frames) throws IOException {
        int allocated = bits > 8 ? 16 : 8;
        int size = columns * rows * samples;
        ByteBuffer pixels = ByteBuffer.allocate((frames.size() * size * allocated / 8 + 1) / 2 * 2)
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int[] frame : frames) {
            for (int value : frame) {
                if (allocated == 8) {
                    pixels.put((byte) value);
                } else {
                    pixels.putShort((short) value);
                }
            }
        }
        DataSet data = new DataSet();
        data.putText(Tag.SOPClassUID, Vr.UI, SECONDARY_CAPTURE);
        data.putText(Tag.SOPInstanceUID, Vr.UI, "1.2.3." + (files + 1));
        data.putIntegers(Tag.SamplesPerPixel, Vr.US, samples);
        data.putText(Tag.PhotometricInterpretation, Vr.CS, samples == 1 ? "MONOCHROME2" : "RGB");
        if (samples > 1) {
            data.putIntegers(Tag.PlanarConfiguration, Vr.US, 0);
        }
        data.putIntegers(Tag.NumberOfFrames, Vr.IS, frames.size());
        data.putIntegers(Tag.Rows, Vr.US, rows);
        data.putIntegers(Tag.Columns, Vr.US, columns);
        data.putIntegers(Tag.BitsAllocated, Vr.US, allocated);
        data.putIntegers(Tag.BitsStored, Vr.US, bits);
        data.putIntegers(Tag.HighBit, Vr.US, bits - 1);
        data.putIntegers(Tag.PixelRepresentation, Vr.US, 0);
        data.put(new Element.Bytes(Tag.PixelData, allocated == 8 ? Vr.OB : Vr.OW, pixels.array()));
        Path file = newFile();
        try (OutputStream out = Files.newOutputStream(file)) {
            new Part10Engine().write(data, TransferSyntax.EXPLICIT_LITTLE, out);
        }
        return file;
    }

    /** Runs a program with options on one file. @return what it wrote */
    Path convert(String program, List<String> options, Path in) throws IOException {
        Path out = newFile();
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of(in.toString(), out.toString()));
        run(program, arguments);
        return out;
    }

    /** Runs a program, which has to succeed. */
    void run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(arguments);
        Path log = folder.resolve("log.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS))
                    .as("%s ends", command)
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        assertThat(process.exitValue())
                .as("%s%n%s", command, Files.readString(log))
                .isZero();
    }

    /** The frames of a file, as the built-in engine reads them. */
    static List<int[]> read(Path file) throws IOException {
        Part10Engine engine = new Part10Engine();
        DicomObject object = engine.readHeader(DicomSource.of(file));
        List<int[]> frames = new ArrayList<>();
        try (FrameReader reader = engine.frames(object)) {
            for (int f = 0; f < reader.frames(); f++) {
                frames.add(TestImages.unsigned(reader.read(f)));
            }
        }
        return frames;
    }

    /** The largest difference between the samples of two objects. */
    static int largestDifference(List<int[]> a, List<int[]> b) {
        assertThat(a).hasSameSizeAs(b);
        int largest = 0;
        for (int f = 0; f < a.size(); f++) {
            assertThat(a.get(f)).hasSameSizeAs(b.get(f));
            for (int i = 0; i < a.get(f).length; i++) {
                largest = Math.max(largest, Math.abs(a.get(f)[i] - b.get(f)[i]));
            }
        }
        return largest;
    }
}
