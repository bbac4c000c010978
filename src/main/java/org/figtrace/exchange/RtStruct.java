package org.figtrace.exchange;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.Tag;
import org.figtrace.geometry.Vector3;
import org.figtrace.volume.Contour;

/**
 * The regions of interest of an RT Structure Set (PS3.3 A.19, C.8.8.5, C.8.8.6): closed contours in patient
 * millimetres. Which voxels they enclose depends on the image and is decided elsewhere.
 *
 * @param frameOfReferenceUid the frame of reference that all regions share; absent where they state none or several
 * @param referencedSeriesUids series that the structure set was drawn on, in file order
 */
public record RtStruct(List<Roi> rois, Optional<String> frameOfReferenceUid, List<String> referencedSeriesUids) {
    private static final String RT_STRUCTURE_SET_STORAGE = "1.2.840.10008.5.1.4.1.1.481.3";
    private static final int RT_REFERENCED_STUDY_SEQUENCE = 0x30060012;
    private static final int RT_REFERENCED_SERIES_SEQUENCE = 0x30060014;

    public RtStruct {
        rois = List.copyOf(rois);
        referencedSeriesUids = List.copyOf(referencedSeriesUids);
    }

    /**
     * One region of interest.
     *
     * @param number ROI Number (3006,0022), unique in the file
     * @param name ROI Name (3006,0026); the number where the file gives no name
     * @param contours the contours that enclose an area; several in one plane combine by exclusive or
     * @param warnings what was left out: points, open contours, contours of fewer than three points
     */
    public record Roi(
            int number,
            String name,
            Optional<String> frameOfReferenceUid,
            List<Contour> contours,
            List<String> warnings) {
        public Roi {
            contours = List.copyOf(contours);
            warnings = List.copyOf(warnings);
        }
    }

    /** Whether the data set says that it is an RT Structure Set. */
    static boolean is(DataSet dataSet) {
        return dataSet.string(Tag.SOPClassUID)
                        .filter(RT_STRUCTURE_SET_STORAGE::equals)
                        .isPresent()
                || dataSet.contains(Tag.StructureSetROISequence);
    }

    /**
     * Reads every region of interest.
     *
     * @param fileName the name a user knows the file by
     * @throws ExchangeException with tag and value where a number is missing, unreadable or contradicts another
     */
    public static RtStruct read(DataSet dataSet, String fileName) throws ExchangeException {
        if (!is(dataSet)) {
            throw new ExchangeException(
                    fileName, "is no RT Structure Set: StructureSetROISequence (3006,0020) is missing");
        }
        Map<Integer, List<DataSet>> contoursOf = new LinkedHashMap<>();
        for (DataSet item : dataSet.items(Tag.ROIContourSequence)) {
            int number = number(item, Tag.ReferencedROINumber, "ReferencedROINumber", fileName);
            contoursOf.computeIfAbsent(number, n -> new ArrayList<>()).addAll(item.items(Tag.ContourSequence));
        }
        Map<Integer, Roi> rois = new LinkedHashMap<>();
        for (DataSet item : dataSet.items(Tag.StructureSetROISequence)) {
            int number = number(item, Tag.ROINumber, "ROINumber", fileName);
            String name = item.string(Tag.ROIName).map(String::strip).orElse("");
            Roi roi = roi(
                    number,
                    name.isEmpty() ? Integer.toString(number) : name,
                    item.string(Tag.ReferencedFrameOfReferenceUID),
                    contoursOf.getOrDefault(number, List.of()),
                    fileName);
            if (rois.put(number, roi) != null) {
                throw new ExchangeException(fileName, "ROINumber (3006,0022) " + number + " occurs twice");
            }
        }
        for (int number : contoursOf.keySet()) {
            if (!rois.containsKey(number)) {
                throw new ExchangeException(
                        fileName,
                        "ReferencedROINumber (3006,0084) " + number + " is not in StructureSetROISequence (3006,0020)");
            }
        }
        return new RtStruct(List.copyOf(rois.values()), frameOfReference(dataSet), referencedSeries(dataSet));
    }

    private static Roi roi(int number, String name, Optional<String> frame, List<DataSet> items, String fileName)
            throws ExchangeException {
        List<Contour> contours = new ArrayList<>();
        Map<String, Integer> leftOut = new LinkedHashMap<>();
        for (int c = 0; c < items.size(); c++) {
            String where = "contour " + (c + 1) + " of ROI " + number + " (" + name + ")";
            String type = items.get(c)
                    .string(Tag.ContourGeometricType)
                    .map(String::strip)
                    .orElseThrow(() ->
                            new ExchangeException(fileName, "ContourGeometricType (3006,0042) is missing in " + where));
            switch (type) {
                case "CLOSED_PLANAR", "CLOSEDPLANAR_XOR" -> {
                    List<Vector3> points = points(items.get(c), where, fileName);
                    if (points.size() < 3) {
                        leftOut.merge(type + " of fewer than 3 points", 1, Integer::sum);
                    } else {
                        contours.add(contour(points, where, fileName));
                    }
                }
                case "POINT", "OPEN_PLANAR", "OPEN_NONPLANAR" -> leftOut.merge(type, 1, Integer::sum);
                default ->
                    throw new ExchangeException(
                            fileName, "ContourGeometricType (3006,0042) \"" + type + "\" is unknown in " + where);
            }
        }
        List<String> warnings = leftOut.entrySet().stream()
                .map(e -> e.getValue() + " contour(s) of ROI " + number + " (" + name
                        + ") enclose no area and were left out: " + e.getKey())
                .toList();
        return new Roi(number, name, frame, contours, warnings);
    }

    private static Contour contour(List<Vector3> points, String where, String fileName) throws ExchangeException {
        try {
            return new Contour(points);
        } catch (IllegalArgumentException notPlanar) {
            throw new ExchangeException(
                    fileName,
                    "ContourData (3006,0050) is no closed planar contour in " + where + ": " + notPlanar.getMessage(),
                    notPlanar);
        }
    }

    /** Contour Data (3006,0050) is x\y\z triplets in the patient coordinate system, mm (PS3.3 C.8.8.6). */
    private static List<Vector3> points(DataSet item, String where, String fileName) throws ExchangeException {
        Optional<double[]> data = item.decimals(Tag.ContourData);
        if (data.isEmpty()) {
            throw new ExchangeException(
                    fileName,
                    "ContourData (3006,0050) "
                            + item.strings(Tag.ContourData).stream()
                                    .filter(RtStruct::isNoNumber)
                                    .findFirst()
                                    .map(bad -> "holds \"" + bad + "\", which is no number,")
                                    .orElse("is missing")
                            + " in " + where);
        }
        double[] xyz = data.get();
        OptionalInt stated = item.integer(Tag.NumberOfContourPoints);
        if (xyz.length % 3 != 0 || stated.isPresent() && stated.getAsInt() != xyz.length / 3) {
            throw new ExchangeException(
                    fileName,
                    "ContourData (3006,0050) holds " + xyz.length + " numbers, but NumberOfContourPoints (3006,0046) "
                            + (stated.isPresent() ? "is " + stated.getAsInt() : "is missing") + " in " + where);
        }
        List<Vector3> points = new ArrayList<>(xyz.length / 3);
        for (int p = 0; p < xyz.length; p += 3) {
            points.add(new Vector3(xyz[p], xyz[p + 1], xyz[p + 2]));
        }
        return points;
    }

    private static boolean isNoNumber(String text) {
        try {
            return !Double.isFinite(Double.parseDouble(text));
        } catch (NumberFormatException notANumber) {
            return true;
        }
    }

    private static int number(DataSet item, int tag, String keyword, String fileName) throws ExchangeException {
        OptionalInt number = item.integer(tag);
        if (number.isEmpty()) {
            throw new ExchangeException(
                    fileName,
                    keyword + " " + Tag.toString(tag) + " "
                            + item.string(tag)
                                    .map(v -> "\"" + v + "\" is no integer")
                                    .orElse("is missing"));
        }
        return number.getAsInt();
    }

    /**
     * The regions name their frame in (3006,0024); a file that leaves it out may still have one in (3006,0010) or
     * (0020,0052).
     */
    private static Optional<String> frameOfReference(DataSet dataSet) {
        Set<String> frames = new LinkedHashSet<>();
        for (DataSet item : dataSet.items(Tag.StructureSetROISequence)) {
            item.string(Tag.ReferencedFrameOfReferenceUID).ifPresent(frames::add);
        }
        if (frames.isEmpty()) {
            for (DataSet item : dataSet.items(Tag.ReferencedFrameOfReferenceSequence)) {
                item.string(Tag.FrameOfReferenceUID).ifPresent(frames::add);
            }
        }
        if (frames.isEmpty()) {
            dataSet.string(Tag.FrameOfReferenceUID).ifPresent(frames::add);
        }
        return frames.size() == 1 ? Optional.of(frames.iterator().next()) : Optional.empty();
    }

    private static List<String> referencedSeries(DataSet dataSet) {
        Set<String> series = new LinkedHashSet<>();
        for (DataSet frame : dataSet.items(Tag.ReferencedFrameOfReferenceSequence)) {
            for (DataSet study : frame.items(RT_REFERENCED_STUDY_SEQUENCE)) {
                for (DataSet item : study.items(RT_REFERENCED_SERIES_SEQUENCE)) {
                    item.string(Tag.SeriesInstanceUID).ifPresent(series::add);
                }
            }
        }
        return List.copyOf(series);
    }
}
