package org.figtrace.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.figtrace.SharedData;
import org.figtrace.TruthTable;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.SeriesReader;
import org.figtrace.dicom.SeriesScanner;
import org.figtrace.exchange.LesionRegion;
import org.figtrace.exchange.MaskFile;
import org.figtrace.exchange.Nifti;
import org.figtrace.measure.LesionMeasurement;
import org.figtrace.measure.ShortAxisRule;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;

/** Prints the tables of docs/validation.md about lesion shape: measured, truth, difference. */
public final class ShapeValidation {
    private ShapeValidation() {}

    public static void main(String[] args) throws Exception {
        tumours();
        phantom("ibsi/ibsi_1_digital_phantom", "dig_phantom");
        phantom("ibsi/ibsi_1_ct_radiomics_phantom", "chest_config_a");
    }

    private static void tumours() throws Exception {
        System.out.println("| series | voxels | long axis, contour (mm) | short axis inside, contour (mm)"
                + " | long axis, mask (mm) | max 3D (mm) | volume (mm3) | mean |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        DicomEngine engine = DicomEngines.preferred();
        for (String name : TruthTable.MASKED_SERIES) {
            Map<String, String> truth = TruthTable.row(name);
            Series series = new SeriesScanner(engine)
                    .scan(List.of(SharedData.require(name + "/image")), Progress.NONE)
                    .series()
                    .get(0);
            Volume volume = SeriesReader.read(series, engine, Progress.NONE);
            LesionRegion region = MaskFile.read(
                    SharedData.require(truth.get("rtstruct")),
                    Optional.of(truth.get("roi")),
                    volume.geometry(),
                    engine);
            LesionMeasurement drawn =
                    LesionMeasurement.of(volume, region.mask(), region.contours(), ShortAxisRule.INSIDE);
            LesionMeasurement masked =
                    LesionMeasurement.of(volume, region.mask(), Optional.empty(), ShortAxisRule.INSIDE);
            System.out.println("| " + name + " | " + drawn.voxels() + " (" + truth.get("voxels") + ") | "
                    + cell(drawn.longestAxial().longAxis().length(), truth, "long_axis_mm") + " | "
                    + cell(drawn.longestAxial().shortAxis().length(), truth, "short_axis_chord_mm") + " | "
                    + cell(masked.longestAxial().longAxis().length(), truth, "long_axis_mm") + " | "
                    + cell(drawn.maxDiameter3d().orElseThrow().length(), truth, "max3d_mesh_mm") + " | "
                    + cell(drawn.volume().orElseThrow(), truth, "volume_voxel_mm3") + " | "
                    + cell(drawn.statistics().orElseThrow().mean(), truth, "mean") + " |");
        }
    }

    private static void phantom(String folder, String dataset) throws Exception {
        Volume volume = Nifti.readVolume(SharedData.require(folder + "/nifti/image/phantom.nii.gz"));
        LesionMeasurement m = LesionMeasurement.of(
                volume,
                MaskFile.read(
                                SharedData.require(folder + "/nifti/mask/mask.nii.gz"),
                                Optional.empty(),
                                volume.geometry(),
                                DicomEngines.preferred())
                        .mask(),
                Optional.empty(),
                ShortAxisRule.HULL);
        Map<String, Double> measured = new LinkedHashMap<>();
        measured.put("morph_volume", m.mesh().orElseThrow().volume());
        measured.put("morph_vol_approx", m.volume().orElseThrow());
        measured.put("morph_area_mesh", m.mesh().orElseThrow().area());
        measured.put("morph_sphericity", m.mesh().orElseThrow().sphericity());
        measured.put("morph_diam", m.maxDiameter3d().orElseThrow().length());
        measured.put("morph_pca_maj_axis", m.axisLengths().orElseThrow().major());
        measured.put("morph_pca_min_axis", m.axisLengths().orElseThrow().minor());
        measured.put("morph_pca_least_axis", m.axisLengths().orElseThrow().least());
        System.out.println();
        System.out.println("| " + dataset + " | measured | IBSI reference | tolerance |");
        System.out.println("|---|---|---|---|");
        Path table = SharedData.require("ibsi/ibsi_reference_morphology.csv");
        for (String line : Files.readAllLines(table)) {
            String[] cells = line.split(",");
            if (cells[0].equals(dataset) && measured.containsKey(cells[1])) {
                System.out.println("| " + cells[1] + " | "
                        + String.format(Locale.ROOT, "%.6g", measured.get(cells[1])) + " | " + cells[2] + " | "
                        + cells[3] + " |");
            }
        }
    }

    private static String cell(double measured, Map<String, String> truth, String column) {
        double expected = Double.parseDouble(truth.get(column));
        return String.format(Locale.ROOT, "%.3f (%+.2g)", measured, measured - expected);
    }
}
