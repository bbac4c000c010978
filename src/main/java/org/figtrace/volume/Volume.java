package org.figtrace.volume;

import java.util.List;
import java.util.Optional;
import org.figtrace.geometry.VolumeGeometry;

/**
 * Calibrated voxels: geometry in patient space, stored values with one rescale per slice, the unit of the values, the
 * image that each slice came from, and what was odd about them. A Volume is calibrated once, where it is read.
 */
public final class Volume {
    private final VolumeGeometry geometry;
    private final Voxels voxels;
    private final double[] slopes;
    private final double[] intercepts;
    private final ValueUnit valueUnit;
    private final Calibration calibration;
    private final List<SliceReference> references;
    private final List<String> warnings;
    private final List<Optional<StoredRange>> padding;
    private final boolean lowWhite;

    /**
     * @param slopes one per slice: value = slope * stored + intercept
     * @param intercepts one per slice
     * @param references the stored image of each slice, or empty where the volume did not come from DICOM
     * @param warnings sentences about tilt, gaps, duplicates and the like
     */
    public Volume(
            VolumeGeometry geometry,
            Voxels voxels,
            double[] slopes,
            double[] intercepts,
            ValueUnit valueUnit,
            Calibration calibration,
            List<SliceReference> references,
            List<String> warnings) {
        this(geometry, voxels, slopes, intercepts, valueUnit, calibration, references, warnings, List.of(), false);
    }

    private Volume(
            VolumeGeometry geometry,
            Voxels voxels,
            double[] slopes,
            double[] intercepts,
            ValueUnit valueUnit,
            Calibration calibration,
            List<SliceReference> references,
            List<String> warnings,
            List<Optional<StoredRange>> padding,
            boolean lowWhite) {
        int n = geometry.slices();
        if (voxels.slices() != n || slopes.length != n || intercepts.length != n) {
            throw new IllegalArgumentException("a volume of " + n + " slices needs as many arrays and rescales, not "
                    + voxels.slices() + ", " + slopes.length + " and " + intercepts.length);
        }
        if (!references.isEmpty() && references.size() != n) {
            throw new IllegalArgumentException(references.size() + " references for " + n + " slices");
        }
        this.geometry = geometry;
        this.voxels = voxels;
        this.slopes = slopes.clone();
        this.intercepts = intercepts.clone();
        this.valueUnit = valueUnit;
        this.calibration = calibration;
        this.references = List.copyOf(references);
        this.warnings = List.copyOf(warnings);
        this.padding = List.copyOf(padding);
        this.lowWhite = lowWhite;
    }

    /**
     * The same volume, of which some stored values are known to be padding.
     *
     * @param padding one per slice, or none at all
     */
    public Volume withPadding(List<Optional<StoredRange>> padding) {
        if (!padding.isEmpty() && padding.size() != geometry.slices()) {
            throw new IllegalArgumentException(padding.size() + " paddings for " + geometry.slices() + " slices");
        }
        boolean none = padding.stream().allMatch(Optional::isEmpty);
        return with(none ? List.of() : padding, lowWhite);
    }

    /** The same volume, to be shown with its low values white or not. */
    public Volume withLowWhite(boolean lowWhite) {
        return with(padding, lowWhite);
    }

    private Volume with(List<Optional<StoredRange>> newPadding, boolean newLowWhite) {
        return new Volume(
                geometry,
                voxels,
                slopes,
                intercepts,
                valueUnit,
                calibration,
                references,
                warnings,
                newPadding,
                newLowWhite);
    }

    public VolumeGeometry geometry() {
        return geometry;
    }

    /** The stored values themselves, for code that must be fast. */
    public Voxels voxels() {
        return voxels;
    }

    /** The value of voxel (i, j, k) in {@link #valueUnit()}, computed in double as slope * stored + intercept. */
    public double value(int i, int j, int k) {
        return slopes[k] * voxels.stored(k, j * geometry.columns() + i) + intercepts[k];
    }

    /**
     * The stored values of slice k that fill what the scanner did not see (PS3.3 C.7.5.1.1.2). They are no
     * measurement: statistics and automatic windows leave them out.
     */
    public Optional<StoredRange> padding(int k) {
        return padding.isEmpty() ? Optional.empty() : padding.get(k);
    }

    /** Whether low values are meant to be shown white and high ones black (MONOCHROME1); values are not changed. */
    public boolean lowIsWhite() {
        return lowWhite;
    }

    public double slope(int k) {
        return slopes[k];
    }

    public double intercept(int k) {
        return intercepts[k];
    }

    public ValueUnit valueUnit() {
        return valueUnit;
    }

    public Calibration calibration() {
        return calibration;
    }

    /** One per slice, or empty for a volume that did not come from DICOM. */
    public List<SliceReference> references() {
        return references;
    }

    public List<String> warnings() {
        return warnings;
    }
}
