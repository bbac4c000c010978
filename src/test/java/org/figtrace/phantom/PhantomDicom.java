package org.figtrace.phantom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.Element;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.Vr;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/** The attributes of the phantom's images: CT Image (PS3.3 A.3) and MR Image (PS3.3 A.4), all of type 1 and 2. */
final class PhantomDicom {
    static final String CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";
    static final String MR_IMAGE = "1.2.840.10008.5.1.4.1.1.4";
    static final String DATE = "20260105";
    static final String STUDY_UID = FixedUid.of("study");
    static final String FRAME_OF_REFERENCE_UID = FixedUid.of("frame of reference");

    private PhantomDicom() {}

    static String imageClass(Acquisition acquisition) {
        return acquisition.isCt() ? CT_IMAGE : MR_IMAGE;
    }

    /** Patient and study, the same for every object of the phantom. */
    static DataSet patientAndStudy() {
        return new DataSet()
                .putText(Tag.PatientName, Vr.PN, "PHANTOM^HEAD")
                .putText(Tag.PatientID, Vr.LO, "FT-0001")
                .putText(Tag.PatientBirthDate, Vr.DA, "19860214")
                .putText(Tag.PatientSex, Vr.CS, "O")
                .putText(Tag.StudyInstanceUID, Vr.UI, STUDY_UID)
                .putText(Tag.StudyDate, Vr.DA, DATE)
                .putText(Tag.StudyTime, Vr.TM, "090000")
                .putText(Tag.StudyID, Vr.SH, "1")
                .putText(Tag.StudyDescription, Vr.LO, "Head phantom with scalp mass")
                .putText(Tag.AccessionNumber, Vr.SH)
                .putText(Tag.ReferringPhysicianName, Vr.PN)
                .putText(Tag.Manufacturer, Vr.LO, "Figtrace")
                .putText(Tag.ManufacturerModelName, Vr.LO, "Head phantom");
    }

    static DataSet image(Acquisition a, int k, short[] stored) {
        VolumeGeometry g = a.geometry();
        String time = a.isCt() ? "091500" : "094500";
        DataSet d = patientAndStudy()
                .putText(Tag.SOPClassUID, Vr.UI, imageClass(a))
                .putText(Tag.SOPInstanceUID, Vr.UI, a.instanceUid(k))
                .putText(Tag.Modality, Vr.CS, a.modality())
                .putText(Tag.SeriesInstanceUID, Vr.UI, a.seriesUid())
                .putIntegers(Tag.SeriesNumber, Vr.IS, a.seriesNumber())
                .putText(Tag.SeriesDescription, Vr.LO, a.description())
                .putText(Tag.SeriesDate, Vr.DA, DATE)
                .putText(Tag.SeriesTime, Vr.TM, time)
                .putText(Tag.AcquisitionDate, Vr.DA, DATE)
                .putText(Tag.AcquisitionTime, Vr.TM, time)
                .putText(Tag.ContentDate, Vr.DA, DATE)
                .putText(Tag.ContentTime, Vr.TM, time)
                .putText(Tag.BodyPartExamined, Vr.CS, "HEAD")
                .putText(Tag.PatientPosition, Vr.CS, "HFS")
                .putText(Tag.FrameOfReferenceUID, Vr.UI, FRAME_OF_REFERENCE_UID)
                .putText(Tag.PositionReferenceIndicator, Vr.LO)
                .putIntegers(Tag.AcquisitionNumber, Vr.IS, 1)
                .putIntegers(Tag.InstanceNumber, Vr.IS, a.instanceNumber(k))
                .putDecimals(Tag.ImagePositionPatient, rounded(g.sliceOrigin(k)))
                .putDecimals(
                        Tag.ImageOrientationPatient, concat(rounded(g.rowDirection()), rounded(g.columnDirection())))
                .putDecimals(Tag.SliceThickness, a.sliceThicknessMm())
                // Row spacing, the distance along y, comes first (PS3.3 10.7.1.3).
                .putDecimals(Tag.PixelSpacing, g.rowSpacing(), g.columnSpacing())
                .putIntegers(Tag.SamplesPerPixel, Vr.US, 1)
                .putText(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME2")
                .putIntegers(Tag.Rows, Vr.US, g.rows())
                .putIntegers(Tag.Columns, Vr.US, g.columns())
                .putIntegers(Tag.BitsAllocated, Vr.US, 16)
                .putIntegers(Tag.BitsStored, Vr.US, 12)
                .putIntegers(Tag.HighBit, Vr.US, 11)
                .putIntegers(Tag.PixelRepresentation, Vr.US, 0);
        if (a.isCt()) {
            d.putText(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "AXIAL")
                    .putDecimals(Tag.KVP, 120)
                    .putDecimals(Tag.RescaleIntercept, -a.storedOffset())
                    .putDecimals(Tag.RescaleSlope, 1)
                    .putText(Tag.RescaleType, Vr.LO, "HU")
                    .putDecimals(Tag.WindowCenter, 40)
                    .putDecimals(Tag.WindowWidth, 120);
        } else {
            d.putText(Tag.ImageType, Vr.CS, "ORIGINAL", "PRIMARY", "OTHER")
                    .putText(Tag.ScanningSequence, Vr.CS, "SE")
                    .putText(Tag.SequenceVariant, Vr.CS, "NONE")
                    .putText(Tag.ScanOptions, Vr.CS)
                    .putText(Tag.MRAcquisitionType, Vr.CS, "2D")
                    .putDecimals(Tag.RepetitionTime, 520)
                    .putDecimals(Tag.EchoTime, 12)
                    .putIntegers(Tag.EchoTrainLength, Vr.IS, 1)
                    .putDecimals(Tag.SpacingBetweenSlices, a.sliceStepMm())
                    .putDecimals(Tag.WindowCenter, 400)
                    .putDecimals(Tag.WindowWidth, 800);
        }
        ByteBuffer pixels = ByteBuffer.allocate(2 * stored.length).order(ByteOrder.LITTLE_ENDIAN);
        pixels.asShortBuffer().put(stored);
        d.put(new Element.Bytes(Tag.PixelData, Vr.OW, pixels.array()));
        return d;
    }

    /** To 1e-10, so that a cosine that only rounding keeps from zero is written as zero. */
    private static double[] rounded(Vector3 v) {
        return Arrays.stream(v.toArray()).map(c -> Math.rint(c * 1e10) / 1e10).toArray();
    }

    private static double[] concat(double[] a, double[] b) {
        return DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
    }
}
