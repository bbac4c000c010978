package org.figtrace.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.SliceReference;
import org.figtrace.volume.ValueUnit;

/**
 * One loadable stack found by {@link SeriesScanner}: images that share a series and a grid, ordered along their
 * normal. Nothing of its pixel data has been read.
 *
 * @param modality CT, MR, PT, XA, ...
 * @param stack what tells this stack from the others of its series, e.g. "acquisition 2"; empty where it is the only one
 * @param geometry empty of millimetres ({@link VolumeGeometry#isCalibrated()} false) where the images give no spacing
 * @param sliceThicknessMm Slice Thickness (0018,0050) where all slices agree
 * @param images header of the image of each slice, in slice order
 * @param frames zero-based frame of each slice in its image
 * @param warnings sentences about tilt, gaps, missing and duplicate slices, spacing
 * @param engine name of the engine that read it
 */
public record Series(
        String seriesInstanceUid,
        String studyInstanceUid,
        Optional<String> patientId,
        String modality,
        Optional<String> description,
        Optional<String> stack,
        Optional<String> frameOfReferenceUid,
        VolumeGeometry geometry,
        OptionalDouble sliceThicknessMm,
        ValueUnit valueUnit,
        Calibration calibration,
        List<DicomObject> images,
        List<Integer> frames,
        List<String> warnings,
        String engine) {
    /** The shear found in the positions ({@link VolumeGeometry#tiltDeg()}), 0 where there is none. */
    public double gantryTiltDeg() {
        return geometry.isCalibrated() ? geometry.tiltDeg() : 0;
    }

    /** Whether its images are pictures in colour, which {@link ColourReader} reads; they have no values to measure. */
    public boolean isColour() {
        return !images.isEmpty() && new ImageFrame(images.get(0), frames.get(0)).isColour();
    }

    Series withStack(String label) {
        return new Series(
                seriesInstanceUid,
                studyInstanceUid,
                patientId,
                modality,
                description,
                Optional.of(label),
                frameOfReferenceUid,
                geometry,
                sliceThicknessMm,
                valueUnit,
                calibration,
                images,
                frames,
                warnings,
                engine);
    }

    /** The stored image of each slice, in slice order. */
    public List<SliceReference> references() {
        List<SliceReference> references = new ArrayList<>();
        for (int k = 0; k < images.size(); k++) {
            DataSet header = images.get(k).dataSet();
            references.add(new SliceReference(
                    header.string(Tag.SOPClassUID).orElse(""),
                    header.string(Tag.SOPInstanceUID).orElse(""),
                    frames.get(k) + 1));
        }
        return references;
    }
}
