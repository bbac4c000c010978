package org.figtrace.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.figtrace.SharedData;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.SeriesReader;
import org.figtrace.dicom.SeriesScanner;
import org.figtrace.geometry.Vector3;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same series, converted by dcm2niix and by us; skipped where dcm2niix is not installed. */
class Dcm2niixTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void dcm2niixIsThere() {
        assumeTrue(
                List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(d -> Files.isExecutable(Path.of(d, "dcm2niix"))),
                "skipped: dcm2niix is not installed (Debian package dcm2niix)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sts/STS_001/CT/image",
                "sts/STS_001/MR_T1/image",
                "sts/STS_001/PET/image",
                "sts/STS_002/CT/image",
                "sts/STS_002/MR_T1/image",
                "sts/STS_002/PET/image",
                "sts/STS_019/CT/image",
                "sts/STS_019/MR_T1/image",
                "sts/STS_019/PET/image",
                "dcmqi/segmentations/ct-3slice",
                "ibsi/ibsi_1_ct_radiomics_phantom/dicom/image"
            })
    void a_series_becomes_the_same_voxels_at_the_same_place(String series) throws Exception {
        Path theirs = dcm2niix(series);
        Path ours = folder.resolve("ours.nii.gz");
        Volume dicom = volume(series);

        assertThat(Nifti.write(dicom, ours)).isEmpty();

        ByteBuffer their = header(theirs);
        ByteBuffer our = header(ours);
        for (int field : new int[] {40, 42, 44, 46, 48, 70, 72, 252, 254}) {
            assertThat(our.getShort(field)).as("short at byte " + field).isEqualTo(their.getShort(field));
        }
        assertThat(our.get(123)).as("xyzt_units").isEqualTo(their.get(123));
        assertThat(our.getInt(344)).as("magic").isEqualTo(their.getInt(344));
        assertThat(our.getFloat(76)).as("qfac").isEqualTo(their.getFloat(76));
        // Positions are written with 4 to 7 digits, and dcm2niix takes its sform step from the first two slices alone.
        for (int field = 80; field < 92; field += 4) {
            assertThat(our.getFloat(field)).as("pixdim").isCloseTo(their.getFloat(field), within(1e-4f));
        }
        for (int field = 108; field < 120; field += 4) {
            assertThat(our.getFloat(field)).as("vox_offset, scl").isEqualTo(their.getFloat(field));
        }
        for (int field = 256; field < 328; field += 4) {
            assertThat(our.getFloat(field))
                    .as("qform, sform at byte " + field)
                    .isCloseTo(their.getFloat(field), within(1e-4f));
        }
        Volume read = Nifti.readVolume(ours);
        assertSameValues(read, Nifti.readVolume(theirs));
        assertSameValues(read, dicom);
        // dcm2niix takes its step from two float32 positions (6e-5 at 881 mm): up to 60 x 6e-5 mm at the far end.
        assertThat(read.geometry().sameGridAs(Nifti.readVolume(theirs).geometry(), 0.0036))
                .isTrue();
        assertThat(read.geometry().sameGridAs(dicom.geometry(), 0.0001)).isTrue();
    }

    @Test
    void positions_rounded_by_the_scanner_are_kept_closer_than_dcm2niix_keeps_them() throws Exception {
        Path theirs = dcm2niix("mr_head_oblique");
        Path ours = folder.resolve("ours.nii.gz");
        Volume dicom = volume("mr_head_oblique");

        // First and last ImagePositionPatient of the series; 0.0857 mm is the worst of the 20 in between (numpy).
        assertThat(Nifti.write(dicom, ours))
                .containsExactly("slice positions leave the even stack that NIfTI holds by up to 0.086 mm (slice 1)");
        Volume our = Nifti.readVolume(ours);
        assertThat(our.geometry().sliceOrigin(0).distanceTo(new Vector3(-110.5, -78.3063, -72.7575)))
                .isLessThan(1e-4);
        assertThat(our.geometry().sliceOrigin(19).distanceTo(new Vector3(-110.5, -96.2063, 59.0425)))
                .isLessThan(1e-4);
        Volume their = Nifti.readVolume(theirs);
        assertSameValues(our, their);
        // dcm2niix repeats the first step, 7.071 mm where the mean is 7.0005, and so misses the last slice.
        assertThat(their.geometry().sliceOrigin(19).distanceTo(new Vector3(-110.5, -96.2063, 59.0425)))
                .isCloseTo(1.34, within(0.01));
    }

    @Test
    void an_uneven_stack_is_refused_as_dcm2niix_calls_it_incompatible() throws Exception {
        Volume tilted = volume("ct_head_ge_tilt");
        Path out = folder.resolve("tilt.nii.gz");
        assertThatExceptionOfType(ExchangeException.class)
                .isThrownBy(() -> Nifti.write(tilted, out))
                .withMessageStartingWith(out + ": cannot be written: the distance between slices varies from 1.081 to")
                .withMessageContaining("6.999 mm");
        assertThat(folder).isEmptyDirectory();
    }

    private static void assertSameValues(Volume one, Volume other) {
        double worst = 0;
        for (int k = 0; k < one.geometry().slices(); k++) {
            for (int j = 0; j < one.geometry().rows(); j++) {
                for (int i = 0; i < one.geometry().columns(); i++) {
                    double a = one.value(i, j, k);
                    double b = other.value(i, j, k);
                    worst = Math.max(worst, Math.abs(a - b) / Math.max(1, Math.abs(b)));
                }
            }
        }
        // Integers are equal; SUV are products in float32 (6e-8), rounded twice.
        assertThat(worst).isLessThan(2e-7);
    }

    private static ByteBuffer header(Path file) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return ByteBuffer.wrap(in.readNBytes(352)).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private Path dcm2niix(String series) throws IOException, InterruptedException {
        Path from = SharedData.require(series);
        Process p = new ProcessBuilder(
                        "dcm2niix", "-z", "y", "-b", "n", "-f", "theirs", "-o", folder.toString(), from.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("dcm2niix.log").toFile())
                .start();
        assertThat(p.waitFor()).isZero();
        return folder.resolve("theirs.nii.gz");
    }

    static Volume volume(String series) throws IOException {
        DicomEngine engine = DicomEngines.preferred();
        List<Series> found = new SeriesScanner(engine)
                .scan(List.of(SharedData.require(series)), Progress.NONE)
                .series();
        assertThat(found).hasSize(1);
        return SeriesReader.read(found.get(0), engine, Progress.NONE);
    }
}
