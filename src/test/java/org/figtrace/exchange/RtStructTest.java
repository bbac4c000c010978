package org.figtrace.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.figtrace.SharedData;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.Vr;
import org.figtrace.geometry.Vector3;
import org.junit.jupiter.api.Test;

class RtStructTest {
    private static final double[] SQUARE = {0, 0, 5, 4, 0, 5, 4, 3, 5, 0, 3, 5};

    @Test
    void regions_come_with_number_name_frame_series_and_points_in_mm() throws IOException {
        DataSet d = structure(roi(7, "GTV", contour("CLOSED_PLANAR", SQUARE), contour("CLOSEDPLANAR_XOR", SQUARE)));

        RtStruct s = RtStruct.read(d, "RS.dcm");

        assertThat(s.frameOfReferenceUid()).contains("1.2.3");
        assertThat(s.referencedSeriesUids()).containsExactly("1.2.4");
        RtStruct.Roi roi = s.rois().get(0);
        assertThat(roi.number()).isEqualTo(7);
        assertThat(roi.name()).isEqualTo("GTV");
        assertThat(roi.frameOfReferenceUid()).contains("1.2.3");
        assertThat(roi.contours()).hasSize(2);
        assertThat(roi.contours().get(1).points())
                .containsExactly(
                        new Vector3(0, 0, 5), new Vector3(4, 0, 5), new Vector3(4, 3, 5), new Vector3(0, 3, 5));
        assertThat(roi.warnings()).isEmpty();
    }

    @Test
    void what_encloses_no_area_is_left_out_and_counted() throws IOException {
        RtStruct s = RtStruct.read(
                structure(roi(
                        2,
                        "marks",
                        contour("POINT", 1, 2, 3),
                        contour("POINT", 4, 5, 6),
                        contour("OPEN_PLANAR", SQUARE),
                        contour("CLOSED_PLANAR", 0, 0, 5, 1, 1, 5))),
                "RS.dcm");
        assertThat(s.rois().get(0).contours()).isEmpty();
        assertThat(s.rois().get(0).warnings())
                .containsExactly(
                        "2 contour(s) of ROI 2 (marks) enclose no area and were left out: POINT",
                        "1 contour(s) of ROI 2 (marks) enclose no area and were left out: OPEN_PLANAR",
                        "1 contour(s) of ROI 2 (marks) enclose no area and were left out:"
                                + " CLOSED_PLANAR of fewer than 3 points");
    }

    @Test
    void a_region_without_a_name_is_called_by_its_number() throws IOException {
        DataSet d = structure(roi(3, " ", contour("CLOSED_PLANAR", SQUARE)));
        assertThat(RtStruct.read(d, "RS.dcm").rois().get(0).name()).isEqualTo("3");
    }

    @Test
    void bad_numbers_are_refused_with_tag_and_value() {
        DataSet odd = contour("CLOSED_PLANAR", SQUARE);
        odd.putText(Tag.ContourData, Vr.DS, "1", "2", "3", "4");
        refused(
                odd,
                "ContourData (3006,0050) holds 4 numbers, but NumberOfContourPoints (3006,0046) is 4 in contour 1");
        DataSet word = contour("CLOSED_PLANAR", SQUARE);
        word.putText(Tag.ContourData, Vr.DS, "1", "2", "1..5");
        refused(word, "ContourData (3006,0050) holds \"1..5\", which is no number, in contour 1 of ROI 1 (A)");
        DataSet none = contour("CLOSED_PLANAR", SQUARE);
        none.remove(Tag.ContourData);
        refused(none, "ContourData (3006,0050) is missing");
        refused(contour("SPIRAL", SQUARE), "ContourGeometricType (3006,0042) \"SPIRAL\"");
        refused(contour("CLOSED_PLANAR", 0, 0, 0, 4, 0, 0, 4, 4, 0, 0, 4, 3), "no closed planar contour");
        DataSet untyped = contour("CLOSED_PLANAR", SQUARE);
        untyped.remove(Tag.ContourGeometricType);
        refused(untyped, "ContourGeometricType (3006,0042) is missing");
    }

    @Test
    void regions_that_contradict_each_other_are_refused() {
        DataSet twice = structure(roi(1, "A", contour("CLOSED_PLANAR", SQUARE)));
        List<DataSet> items = new ArrayList<>(twice.items(Tag.StructureSetROISequence));
        items.add(items.get(0));
        twice.putItems(Tag.StructureSetROISequence, items);
        assertThatExceptionOfType(ExchangeException.class)
                .isThrownBy(() -> RtStruct.read(twice, "RS.dcm"))
                .withMessage("RS.dcm: ROINumber (3006,0022) 1 occurs twice");
        DataSet orphan = structure(roi(1, "A", contour("CLOSED_PLANAR", SQUARE)));
        orphan.items(Tag.ROIContourSequence).get(0).putIntegers(Tag.ReferencedROINumber, Vr.IS, 9);
        assertThatExceptionOfType(ExchangeException.class)
                .isThrownBy(() -> RtStruct.read(orphan, "RS.dcm"))
                .withMessageContaining("ReferencedROINumber (3006,0084) 9 is not in StructureSetROISequence");
        assertThatExceptionOfType(ExchangeException.class)
                .isThrownBy(() -> RtStruct.read(new DataSet(), "IM.dcm"))
                .withMessageContaining("is no RT Structure Set");
    }

    @Test
    void the_real_structure_sets_have_the_contours_and_points_that_pydicom_counts() throws IOException {
        Path truth = SharedData.require("truth.csv");
        List<String> lines = Files.readAllLines(truth);
        List<String> header = Arrays.asList(lines.get(0).split(","));
        int checked = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1);
            Path mask = truth.resolveSibling(row[header.indexOf("rtstruct")]);
            if (!Files.exists(mask)) {
                continue;
            }
            DataSet d =
                    DicomEngines.preferred().readHeader(DicomSource.of(mask)).dataSet();
            RtStruct.Roi roi = RtStruct.read(d, mask.toString()).rois().stream()
                    .filter(r -> r.name().equals(row[header.indexOf("roi")]))
                    .findFirst()
                    .orElseThrow();
            assertThat(roi.contours()).as(mask.toString()).hasSize(Integer.parseInt(row[header.indexOf("contours")]));
            assertThat(roi.contours().stream().mapToInt(c -> c.points().size()).sum())
                    .as(mask.toString())
                    .isEqualTo(Integer.parseInt(row[header.indexOf("points")]));
            checked++;
        }
        assertThat(checked).isEqualTo(lines.size() - 1);
    }

    private static void refused(DataSet contour, String why) {
        assertThatExceptionOfType(ExchangeException.class)
                .as(why)
                .isThrownBy(() -> RtStruct.read(structure(roi(1, "A", contour)), "RS.dcm"))
                .withMessageStartingWith("RS.dcm: ")
                .withMessageContaining(why);
    }

    record RoiItems(DataSet roi, DataSet contours) {}

    static RoiItems roi(int number, String name, DataSet... contours) {
        return new RoiItems(
                new DataSet()
                        .putIntegers(Tag.ROINumber, Vr.IS, number)
                        .putText(Tag.ReferencedFrameOfReferenceUID, Vr.UI, "1.2.3")
                        .putText(Tag.ROIName, Vr.LO, name),
                new DataSet()
                        .putIntegers(Tag.ReferencedROINumber, Vr.IS, number)
                        .putItems(Tag.ContourSequence, List.of(contours)));
    }

    static DataSet contour(String type, double... xyz) {
        return new DataSet()
                .putText(Tag.ContourGeometricType, Vr.CS, type)
                .putIntegers(Tag.NumberOfContourPoints, Vr.IS, xyz.length / 3)
                .putDecimals(Tag.ContourData, xyz);
    }

    static DataSet structure(RoiItems... rois) {
        DataSet series = new DataSet().putText(Tag.SeriesInstanceUID, Vr.UI, "1.2.4");
        DataSet study = new DataSet().putItems(0x30060014, List.of(series));
        DataSet frame =
                new DataSet().putText(Tag.FrameOfReferenceUID, Vr.UI, "1.2.3").putItems(0x30060012, List.of(study));
        return new DataSet()
                .putText(Tag.SOPClassUID, Vr.UI, "1.2.840.10008.5.1.4.1.1.481.3")
                .putText(Tag.SOPInstanceUID, Vr.UI, "1.2.5")
                .putItems(Tag.ReferencedFrameOfReferenceSequence, List.of(frame))
                .putItems(
                        Tag.StructureSetROISequence,
                        Arrays.stream(rois).map(RoiItems::roi).toList())
                .putItems(
                        Tag.ROIContourSequence,
                        Arrays.stream(rois).map(RoiItems::contours).toList());
    }
}
