package org.figtrace.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.io.RoiEncoder;
import ij.measure.ResultsTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.figtrace.SharedData;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.DicomSource;
import org.figtrace.exchange.RtStruct;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.measure.ShortAxisRule;
import org.figtrace.volume.Contour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real tumours, drawn by their contours as ImageJ selections and measured by the plug-ins, against truth that another
 * program computed (TRUTH_METHOD.md beside it). An error of half a pixel in the ROI convention would move the voxels.
 */
class RealTumoursTest {
    @TempDir
    Path folder;

    @AfterEach
    void forgetTheImage() {
        WindowManager.setTempCurrentImage(null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sts/STS_001/CT", "sts/STS_002/CT", "sts/STS_019/MR_T1"})
    void contours_drawn_as_imagej_selections_give_the_true_numbers(String dataset) throws Exception {
        Map<String, String> truth = truth(dataset);
        new Open_DICOM_Series()
                .run("path=[" + SharedData.require(dataset + "/image").toAbsolutePath() + "]");
        ImagePlus image = WindowManager.getCurrentImage();
        Path zip = zip(
                ImagePlusVolume.toVolume(image).geometry(),
                SharedData.require(dataset + "/mask").resolve("RS.dcm"));

        ResultsTable table = new ResultsTable();
        Lesion_Diameter.measure(
                image,
                new LesionOptions(zip.toString(), Optional.empty(), ShortAxisRule.INSIDE, Optional.empty()),
                table);

        // Coordinates are floats in a .roi file: 1e-5 pixel. Tolerances are those of the MANIFEST for contours.
        assertThat(table.getValue("Longest axial (mm)", 0)).isCloseTo(number(truth, "long_axis_mm"), within(0.01));
        assertThat(table.getValue("Short axis (mm)", 0)).isCloseTo(number(truth, "short_axis_chord_mm"), within(0.1));
        assertThat(table.getStringValue("SOP Instance UID", 0)).isEqualTo(truth.get("long_axis_sop"));
        assertThat(table.getValue("Slice", 0)).isEqualTo(number(truth, "long_axis_slice_index") + 1);
        assertThat(table.getValue("Voxels", 0)).isEqualTo(number(truth, "voxels"));
        assertThat(table.getValue("Volume (mm3)", 0))
                .isCloseTo(number(truth, "volume_voxel_mm3"), within(1e-5 * number(truth, "volume_voxel_mm3")));
        assertThat(table.getValue("Max 3D diameter (mm)", 0))
                .isCloseTo(number(truth, "max3d_mesh_mm"), within(0.005 * number(truth, "max3d_mesh_mm")));
        assertThat(table.getValue(dataset.endsWith("CT") ? "Mean (HU)" : "Mean", 0))
                .isCloseTo(number(truth, "mean"), within(0.001));
    }

    private static double number(Map<String, String> truth, String column) {
        return Double.parseDouble(truth.get(column));
    }

    /** A row by column; the values that are used hold no quoted commas before them. */
    private static Map<String, String> truth(String dataset) throws IOException {
        List<String> lines = Files.readAllLines(SharedData.require("truth.csv"));
        String[] names = lines.get(0).split(",");
        String row = lines.stream()
                .filter(l -> l.startsWith(dataset + ","))
                .findFirst()
                .orElseThrow();
        String[] values = row.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
        Map<String, String> truth = new HashMap<>();
        for (int c = 0; c < names.length; c++) {
            truth.put(names[c], values[c]);
        }
        return truth;
    }

    /** One .roi entry for each contour, in pixel corners, at its slice. */
    private Path zip(VolumeGeometry g, Path rtStruct) throws IOException {
        var structure = RtStruct.read(
                DicomEngines.preferred().readAll(DicomSource.of(rtStruct)).dataSet(), rtStruct.toString());
        Path file = folder.resolve("tumour.zip");
        int n = 0;
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Contour contour : structure.rois().get(0).contours()) {
                float[] x = new float[contour.points().size()];
                float[] y = new float[x.length];
                double k = 0;
                for (int p = 0; p < x.length; p++) {
                    Vector3 index = g.toIndex(contour.points().get(p));
                    x[p] = (float) (index.x() + 0.5);
                    y[p] = (float) (index.y() + 0.5);
                    k = index.z();
                }
                Roi roi = new PolygonRoi(x, y, Roi.FREEROI);
                roi.setPosition((int) Math.rint(k) + 1);
                zip.putNextEntry(new ZipEntry(n == 0 ? "tumour.roi" : "tumour-" + n + ".roi"));
                zip.write(RoiEncoder.saveAsByteArray(roi));
                n++;
            }
        }
        return file;
    }
}
