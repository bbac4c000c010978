package org.figtrace.phantom;

import java.util.ArrayList;
import java.util.List;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.Vr;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/**
 * The mass as an RT Structure Set (PS3.3 A.19) on the slices of one scan. Every contour is the ellipse that the slice
 * cuts out of the mass, as a polygon whose vertices lie on it and include the ends of both axes, so that the longest
 * and the perpendicular diameter of the polygon are those of the ellipse.
 */
final class PhantomStructureSet {
    static final String ROI_NAME = "Mass";
    static final int POINTS = 120;
    private static final String RT_STRUCTURE_SET = "1.2.840.10008.5.1.4.1.1.481.3";
    private static final String DETACHED_STUDY_MANAGEMENT = "1.2.840.10008.3.1.2.3.1";

    private static final int OPERATORS_NAME = 0x00081070;
    private static final int STRUCTURE_SET_LABEL = 0x30060002;
    private static final int STRUCTURE_SET_DATE = 0x30060008;
    private static final int STRUCTURE_SET_TIME = 0x30060009;
    private static final int RT_REFERENCED_STUDY_SEQUENCE = 0x30060012;
    private static final int RT_REFERENCED_SERIES_SEQUENCE = 0x30060014;
    private static final int ROI_DISPLAY_COLOR = 0x3006002A;
    private static final int ROI_GENERATION_ALGORITHM = 0x30060036;
    private static final int RT_ROI_OBSERVATIONS_SEQUENCE = 0x30060080;
    private static final int OBSERVATION_NUMBER = 0x30060082;
    private static final int RT_ROI_INTERPRETED_TYPE = 0x300600A4;
    private static final int ROI_INTERPRETER = 0x300600A6;
    private static final int APPROVAL_STATUS = 0x300E0002;

    private final Acquisition acquisition;
    private final Ellipsoid mass;

    PhantomStructureSet(Acquisition acquisition, Ellipsoid mass) {
        this.acquisition = acquisition;
        this.mass = mass;
    }

    DataSet dataSet() {
        String name = acquisition.name() + " mass";
        List<DataSet> images = new ArrayList<>();
        List<DataSet> contours = new ArrayList<>();
        for (int k = 0; k < acquisition.geometry().slices(); k++) {
            images.add(imageReference(k));
            if (cuts(k)) {
                contours.add(contour(k));
            }
        }
        DataSet series = new DataSet()
                .putText(Tag.SeriesInstanceUID, Vr.UI, acquisition.seriesUid())
                .putItems(Tag.ContourImageSequence, images);
        DataSet study = new DataSet()
                .putText(Tag.ReferencedSOPClassUID, Vr.UI, DETACHED_STUDY_MANAGEMENT)
                .putText(Tag.ReferencedSOPInstanceUID, Vr.UI, PhantomDicom.STUDY_UID)
                .putItems(RT_REFERENCED_SERIES_SEQUENCE, List.of(series));
        DataSet frame = new DataSet()
                .putText(Tag.FrameOfReferenceUID, Vr.UI, PhantomDicom.FRAME_OF_REFERENCE_UID)
                .putItems(RT_REFERENCED_STUDY_SEQUENCE, List.of(study));
        DataSet roi = new DataSet()
                .putIntegers(Tag.ROINumber, Vr.IS, 1)
                .putText(Tag.ReferencedFrameOfReferenceUID, Vr.UI, PhantomDicom.FRAME_OF_REFERENCE_UID)
                .putText(Tag.ROIName, Vr.LO, ROI_NAME)
                .putText(ROI_GENERATION_ALGORITHM, Vr.CS, "AUTOMATIC");
        DataSet roiContour = new DataSet()
                .putIntegers(ROI_DISPLAY_COLOR, Vr.IS, 230, 159, 0)
                .putItems(Tag.ContourSequence, contours)
                .putIntegers(Tag.ReferencedROINumber, Vr.IS, 1);
        DataSet observation = new DataSet()
                .putIntegers(OBSERVATION_NUMBER, Vr.IS, 1)
                .putIntegers(Tag.ReferencedROINumber, Vr.IS, 1)
                .putText(RT_ROI_INTERPRETED_TYPE, Vr.CS, "GTV")
                .putText(ROI_INTERPRETER, Vr.PN);
        return PhantomDicom.patientAndStudy()
                .putText(Tag.SOPClassUID, Vr.UI, RT_STRUCTURE_SET)
                .putText(Tag.SOPInstanceUID, Vr.UI, FixedUid.of(name + " instance"))
                .putText(Tag.Modality, Vr.CS, "RTSTRUCT")
                .putText(Tag.SeriesInstanceUID, Vr.UI, FixedUid.of(name))
                .putIntegers(Tag.SeriesNumber, Vr.IS, 10 + acquisition.seriesNumber())
                .putText(Tag.SeriesDescription, Vr.LO, "Mass on " + acquisition.description())
                .putText(OPERATORS_NAME, Vr.PN)
                .putIntegers(Tag.InstanceNumber, Vr.IS, 1)
                .putText(Tag.FrameOfReferenceUID, Vr.UI, PhantomDicom.FRAME_OF_REFERENCE_UID)
                .putText(Tag.PositionReferenceIndicator, Vr.LO)
                .putText(STRUCTURE_SET_LABEL, Vr.SH, "MASS")
                .putText(STRUCTURE_SET_DATE, Vr.DA, PhantomDicom.DATE)
                .putText(STRUCTURE_SET_TIME, Vr.TM, "100000")
                .putItems(Tag.ReferencedFrameOfReferenceSequence, List.of(frame))
                .putItems(Tag.StructureSetROISequence, List.of(roi))
                .putItems(Tag.ROIContourSequence, List.of(roiContour))
                .putItems(RT_ROI_OBSERVATIONS_SEQUENCE, List.of(observation))
                .putText(APPROVAL_STATUS, Vr.CS, "UNAPPROVED");
    }

    private double distanceFromCentre(int k) {
        VolumeGeometry g = acquisition.geometry();
        return g.slicePosition(k) - mass.centre().dot(g.normal());
    }

    private boolean cuts(int k) {
        return Math.abs(distanceFromCentre(k))
                < mass.reach(acquisition.geometry().normal());
    }

    private DataSet imageReference(int k) {
        return new DataSet()
                .putText(Tag.ReferencedSOPClassUID, Vr.UI, PhantomDicom.imageClass(acquisition))
                .putText(Tag.ReferencedSOPInstanceUID, Vr.UI, acquisition.instanceUid(k));
    }

    private DataSet contour(int k) {
        Ellipsoid.Section section = mass.section(acquisition.geometry().normal(), distanceFromCentre(k));
        double[] data = new double[3 * POINTS];
        for (int n = 0; n < POINTS; n++) {
            double angle = 2 * Math.PI * n / POINTS;
            Vector3 p = section.centre()
                    .plus(section.major().times(section.semiMajor() * StrictMath.cos(angle)))
                    .plus(section.minor().times(section.semiMinor() * StrictMath.sin(angle)));
            data[3 * n] = rounded(p.x());
            data[3 * n + 1] = rounded(p.y());
            data[3 * n + 2] = rounded(p.z());
        }
        return new DataSet()
                .putItems(Tag.ContourImageSequence, List.of(imageReference(k)))
                .putText(Tag.ContourGeometricType, Vr.CS, "CLOSED_PLANAR")
                .putIntegers(Tag.NumberOfContourPoints, Vr.IS, POINTS)
                .putDecimals(Tag.ContourData, data);
    }

    /** Contours are written to 0.1 micrometre, far below any tolerance here, to keep the file small. */
    private static double rounded(double mm) {
        return Math.rint(mm * 1e4) / 1e4;
    }
}
