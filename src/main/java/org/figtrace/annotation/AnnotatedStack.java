package org.figtrace.annotation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;
import org.figtrace.geometry.LengthUnit;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.Mask;
import org.figtrace.volume.SliceReference;

/**
 * The images that are drawn on, as far as an annotation needs to know them: where they lie, where their millimetres
 * come from, and which stored image each slice is.
 *
 * @param sliceThicknessMm Slice Thickness (0018,0050) where it is known
 * @param slices the stored image of each slice, or empty where the images are not DICOM
 */
public record AnnotatedStack(
        String seriesInstanceUid,
        Optional<String> frameOfReferenceUid,
        VolumeGeometry geometry,
        Calibration calibration,
        OptionalDouble sliceThicknessMm,
        List<SliceReference> slices) {
    /** A plane within this angle of axial, coronal or sagittal is called so. */
    private static final double PLANE_NAME_DEG = 1;

    public AnnotatedStack {
        Objects.requireNonNull(calibration);
        slices = List.copyOf(slices);
        if (!slices.isEmpty() && slices.size() != geometry.slices()) {
            throw new IllegalArgumentException(
                    slices.size() + " image references for " + geometry.slices() + " slices");
        }
    }

    /**
     * The images that the points lie on, each once, in slice order: those of the nearest slices.
     *
     * @throws AnnotationException if the unit is not that of the images, or a point is outside all of them
     */
    public List<ImageReference> referencesOf(AnnotationGeometry drawing) throws AnnotationException {
        if (drawing.unit() != geometry.unit()) {
            throw new AnnotationException(
                    seriesInstanceUid,
                    geometry.isCalibrated()
                            ? "its coordinates are in mm, those of the " + drawing.kind() + " in pixels"
                            : "its images have no spacing, so the " + drawing.kind() + " cannot be in mm");
        }
        SortedSet<Integer> touched = new TreeSet<>();
        for (Vector3 point : drawing.points()) {
            touched.add(sliceOf(point));
        }
        return references(touched);
    }

    /** The images on which the mask has at least one voxel, in slice order. The mask has the stack's slices. */
    public List<ImageReference> referencesOf(Mask mask) throws AnnotationException {
        if (!mask.geometry().sameGridAs(geometry, AnnotationGeometry.LENGTH_TOLERANCE)) {
            throw new AnnotationException(seriesInstanceUid, "the mask lies on another grid");
        }
        SortedSet<Integer> touched = new TreeSet<>();
        for (int k = 0; k < geometry.slices(); k++) {
            if (!mask.slice(k).isEmpty()) {
                touched.add(k);
            }
        }
        if (touched.isEmpty()) {
            throw new AnnotationException(seriesInstanceUid, "the mask is empty");
        }
        return references(touched);
    }

    /** Where a number drawn through these points comes from, in reading order. */
    public Map<String, String> provenanceOf(List<Vector3> points, Actor reader) {
        Map<String, String> provenance = new LinkedHashMap<>();
        boolean calibrated = geometry.unit() == LengthUnit.MILLIMETRE;
        provenance.put(Provenance.SERIES, seriesInstanceUid);
        provenance.put(Provenance.SPACING_SOURCE, calibrated ? calibration.spacingSource() : "none");
        if (calibrated) {
            provenance.put(Provenance.PLANE, planeName() + (leavesTheSlice(points) ? ", through several slices" : ""));
            if (geometry.slices() > 1) {
                provenance.put(Provenance.GANTRY_TILT_DEG, number(geometry.tiltDeg()));
            }
        }
        sliceThicknessMm.ifPresent(t -> provenance.put(Provenance.SLICE_THICKNESS_MM, number(t)));
        provenance.put(Provenance.READER, reader.name());
        provenance.put(Provenance.PROGRAM, reader.program());
        return provenance;
    }

    /** "axial", or "oblique, 7.7 deg from axial". */
    String planeName() {
        Vector3 n = geometry.normal();
        double[] along = {Math.abs(n.x()), Math.abs(n.y()), Math.abs(n.z())};
        String[] names = {"sagittal", "coronal", "axial"};
        int nearest = 2;
        for (int axis = 0; axis < 2; axis++) {
            if (along[axis] > along[nearest]) {
                nearest = axis;
            }
        }
        double offDeg = Math.toDegrees(Math.acos(Math.min(1, along[nearest])));
        return offDeg <= PLANE_NAME_DEG
                ? names[nearest]
                : String.format(Locale.ROOT, "oblique, %.1f deg from %s", offDeg, names[nearest]);
    }

    private boolean leavesTheSlice(List<Vector3> points) {
        Vector3 n = geometry.normal();
        double lowest = points.stream().mapToDouble(n::dot).min().orElse(0);
        double highest = points.stream().mapToDouble(n::dot).max().orElse(0);
        return highest - lowest > AnnotationGeometry.PLANE_TOLERANCE;
    }

    private int sliceOf(Vector3 point) throws AnnotationException {
        Vector3 index = geometry.toIndex(point);
        int k = (int) Math.max(0, Math.min(geometry.slices() - 1, Math.round(index.z())));
        boolean beside = index.x() < -0.5
                || index.y() < -0.5
                || index.x() > geometry.columns() - 0.5
                || index.y() > geometry.rows() - 0.5;
        if (beside || distanceToSlice(point, k) > reach(k)) {
            throw new AnnotationException(
                    seriesInstanceUid,
                    String.format(
                            Locale.ROOT,
                            "the point (%.2f, %.2f, %.2f) %s lies outside its images; its index would be"
                                    + " (%.1f, %.1f, %.1f) in %d x %d x %d",
                            point.x(),
                            point.y(),
                            point.z(),
                            geometry.unit().symbol(),
                            index.x(),
                            index.y(),
                            index.z(),
                            geometry.columns(),
                            geometry.rows(),
                            geometry.slices()));
        }
        return k;
    }

    private double distanceToSlice(Vector3 point, int k) {
        return Math.abs(point.dot(geometry.normal()) - geometry.slicePosition(k));
    }

    /** How far from slice k, along the normal, a point still belongs to it. */
    private double reach(int k) {
        int last = geometry.slices() - 1;
        if (last == 0) {
            return Math.max(AnnotationGeometry.PLANE_TOLERANCE, sliceThicknessMm.orElse(0) / 2);
        }
        double[] gaps = geometry.gaps();
        double below = gaps[Math.max(0, k - 1)];
        double above = gaps[Math.min(last - 1, k)];
        return Math.max(below, above) / 2 + AnnotationGeometry.PLANE_TOLERANCE;
    }

    private List<ImageReference> references(SortedSet<Integer> touched) {
        List<ImageReference> references = new ArrayList<>();
        for (int k : slices.isEmpty() ? new TreeSet<Integer>() : touched) {
            SliceReference slice = slices.get(k);
            references.add(new ImageReference(
                    seriesInstanceUid,
                    slice.sopInstanceUid(),
                    slice.sopClassUid(),
                    slice.frame(),
                    frameOfReferenceUid));
        }
        return references;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
