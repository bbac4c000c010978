package org.figtrace.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.figtrace.geometry.LengthUnit;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.SliceReference;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;

/**
 * What ImageJ's Calibration cannot hold of a Volume, kept as an image property, which TIFF files keep too: the position
 * of every slice, its DICOM image, where spacing and values come from, and the warnings. Each slice is known again by
 * the first line of its label, so that a stack that was cut or reordered is seen to be so.
 *
 * @param sliceNames first line of each slice label; each occurs once
 * @param coefficients of the value calibration that was set in ImageJ; empty for none
 */
record StackRecord(
        VolumeGeometry geometry,
        List<String> sliceNames,
        List<SliceReference> references,
        List<Double> coefficients,
        ValueUnit valueUnit,
        Calibration calibration,
        List<String> warnings) {
    /** Image properties; their values are text. */
    static final String PROPERTY = "Figtrace stack";

    static final String WARNINGS = "Figtrace warnings";

    private static final String FORM = "figtrace-stack 1";

    static StackRecord of(Volume volume, List<String> sliceNames, double[] coefficients) {
        List<Double> list = new ArrayList<>();
        for (double c : coefficients) {
            list.add(c);
        }
        return new StackRecord(
                volume.geometry(),
                List.copyOf(sliceNames),
                volume.references(),
                list,
                volume.valueUnit(),
                volume.calibration(),
                warnings(volume));
    }

    /** ImageJ has no place for padding: what it measures takes padding for values, and so do we from its images. */
    private static List<String> warnings(Volume volume) {
        List<String> warnings = new ArrayList<>(volume.warnings());
        for (int k = 0; k < volume.geometry().slices(); k++) {
            if (volume.padding(k).isPresent()) {
                warnings.add("pixels with the padding value are values in ImageJ; keep regions clear of them");
                break;
            }
        }
        return warnings;
    }

    void writeTo(ImagePlus image) {
        VolumeGeometry g = geometry;
        StringBuilder s = new StringBuilder(FORM).append('\n');
        line(s, "size", g.columns() + " " + g.rows());
        line(s, "unit", g.unit().name());
        line(s, "row", numbers(g.rowDirection().toArray()));
        line(s, "column", numbers(g.columnDirection().toArray()));
        line(s, "spacing", numbers(g.columnSpacing(), g.rowSpacing()));
        line(
                s,
                "coefficients",
                numbers(coefficients.stream().mapToDouble(d -> d).toArray()));
        line(s, "valueUnit", valueUnit.symbol());
        line(s, "spacingSource", calibration.spacingSource());
        line(s, "valueSource", calibration.valueSource());
        for (int k = 0; k < g.slices(); k++) {
            line(s, "slice", numbers(g.sliceOrigin(k).toArray()) + " " + oneLine(sliceNames.get(k)));
        }
        for (SliceReference r : references) {
            line(s, "image", r.sopClassUid() + " " + r.sopInstanceUid() + " " + r.frame());
        }
        warnings.forEach(w -> line(s, "warning", w));
        image.setProp(PROPERTY, s.toString());
        image.setProp(
                WARNINGS,
                String.join("\n", warnings.stream().map(StackRecord::oneLine).toList()));
    }

    /**
     * The record that an image carries; empty where there is none.
     *
     * @throws ImageException when there is one and it cannot be understood
     */
    static Optional<StackRecord> readFrom(ImagePlus image) throws ImageException {
        String text = image.getProp(PROPERTY);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(text));
        } catch (RuntimeException notOurs) {
            throw new ImageException(
                    image.getTitle(), "its property \"" + PROPERTY + "\" is damaged (" + notOurs.getMessage() + ")");
        }
    }

    private static StackRecord parse(String text) {
        Map<String, List<String>> fields = new HashMap<>();
        List<String> lines = text.lines().toList();
        if (!lines.get(0).equals(FORM)) {
            throw new IllegalArgumentException("it starts with \"" + lines.get(0) + "\", not \"" + FORM + "\"");
        }
        for (String line : lines.subList(1, lines.size())) {
            int space = line.indexOf(' ');
            fields.computeIfAbsent(line.substring(0, space), k -> new ArrayList<>())
                    .add(line.substring(space + 1));
        }
        double[] size = doubles(one(fields, "size"));
        double[] spacing = doubles(one(fields, "spacing"));
        List<Vector3> origins = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String slice : fields.getOrDefault("slice", List.of())) {
            String[] parts = slice.split(" ", 4);
            origins.add(vector(doubles(parts[0] + " " + parts[1] + " " + parts[2])));
            names.add(parts[3]);
        }
        VolumeGeometry geometry = LengthUnit.valueOf(one(fields, "unit")) == LengthUnit.PIXEL
                ? VolumeGeometry.uncalibrated((int) size[0], (int) size[1], origins.size())
                : VolumeGeometry.ofSlices(
                        (int) size[0],
                        (int) size[1],
                        vector(doubles(one(fields, "row"))),
                        vector(doubles(one(fields, "column"))),
                        spacing[0],
                        spacing[1],
                        origins);
        List<SliceReference> references = new ArrayList<>();
        for (String image : fields.getOrDefault("image", List.of())) {
            String[] parts = image.split(" ");
            references.add(new SliceReference(parts[0], parts[1], Integer.parseInt(parts[2])));
        }
        List<Double> coefficients = new ArrayList<>();
        for (double c : doubles(one(fields, "coefficients"))) {
            coefficients.add(c);
        }
        return new StackRecord(
                geometry,
                names,
                references,
                coefficients,
                new ValueUnit(one(fields, "valueUnit")),
                new Calibration(one(fields, "spacingSource"), one(fields, "valueSource")),
                fields.getOrDefault("warning", List.of()));
    }

    /**
     * The same record for the slices of the image as they are now: all of them, or an ordered part. Empty when a slice
     * is not one of this record's, occurs twice or comes before one that it used to follow.
     */
    Optional<StackRecord> forSlicesOf(ImageStack stack) {
        Map<String, Integer> known = new HashMap<>();
        for (int k = 0; k < sliceNames.size(); k++) {
            known.put(sliceNames.get(k), k);
        }
        List<Integer> kept = new ArrayList<>();
        for (int n = 1; n <= stack.size(); n++) {
            Integer k = known.get(firstLine(stack.getSliceLabel(n)));
            if (k == null || (!kept.isEmpty() && k <= kept.get(kept.size() - 1))) {
                return Optional.empty();
            }
            kept.add(k);
        }
        if (kept.size() == sliceNames.size()) {
            return Optional.of(this);
        }
        VolumeGeometry part = geometry.isCalibrated()
                ? VolumeGeometry.ofSlices(
                        geometry.columns(),
                        geometry.rows(),
                        geometry.rowDirection(),
                        geometry.columnDirection(),
                        geometry.columnSpacing(),
                        geometry.rowSpacing(),
                        kept.stream().map(geometry::sliceOrigin).toList())
                : VolumeGeometry.uncalibrated(geometry.columns(), geometry.rows(), kept.size());
        return Optional.of(new StackRecord(
                part,
                kept.stream().map(sliceNames::get).toList(),
                references.isEmpty()
                        ? references
                        : kept.stream().map(references::get).toList(),
                coefficients,
                valueUnit,
                calibration,
                warnings));
    }

    /** The first line of a slice label, by which ImageJ shows a slice; "" for no label. */
    static String firstLine(String label) {
        return label == null ? "" : label.lines().findFirst().orElse("").strip();
    }

    private static void line(StringBuilder s, String key, String value) {
        s.append(key).append(' ').append(oneLine(value)).append('\n');
    }

    private static String oneLine(String value) {
        return value.replaceAll("[\\r\\n]+", " ");
    }

    private static String one(Map<String, List<String>> fields, String key) {
        List<String> values = fields.get(key);
        if (values == null) {
            throw new IllegalArgumentException("it has no " + key);
        }
        return values.get(0);
    }

    private static String numbers(double... values) {
        StringBuilder s = new StringBuilder();
        for (double v : values) {
            s.append(s.isEmpty() ? "" : " ").append(v);
        }
        return s.toString();
    }

    private static double[] doubles(String text) {
        String[] words = text.isBlank() ? new String[0] : text.strip().split(" ");
        double[] values = new double[words.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.parseDouble(words[i]);
        }
        return values;
    }

    private static Vector3 vector(double[] xyz) {
        return new Vector3(xyz[0], xyz[1], xyz[2]);
    }
}
