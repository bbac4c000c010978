package org.figtrace.dicom;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.figtrace.geometry.VolumeGeometry;

/**
 * One loadable stack found by {@link SeriesScanner}: images that share a series and a grid, ordered along their
 * normal. Nothing of its pixel data has been read.
 *
 * @param modality CT, MR, PT, XA, ...
 * @param geometry empty of millimetres ({@link VolumeGeometry#isCalibrated()} false) where the images give no spacing
 * @param sliceThicknessMm Slice Thickness (0018,0050) where all slices agree
 * @param gantryTiltDeg the shear found in the positions, 0 where there is none
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
        Optional<String> frameOfReferenceUid,
        VolumeGeometry geometry,
        OptionalDouble sliceThicknessMm,
        double gantryTiltDeg,
        org.figtrace.volume.ValueUnit valueUnit,
        org.figtrace.volume.Calibration calibration,
        List<DicomObject> images,
        List<Integer> frames,
        List<String> warnings,
        String engine) {}
