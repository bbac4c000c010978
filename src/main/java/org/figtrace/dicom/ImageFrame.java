package org.figtrace.dicom;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.figtrace.geometry.Vector3;

/**
 * One frame of an image with the attributes that hold for it. In Enhanced objects these are in the functional groups,
 * first those of the frame, then the shared ones (PS3.3 C.7.6.16); in classic objects at the top.
 *
 * @param frame from 0
 */
record ImageFrame(DicomObject image, int frame) {
    private DataSet data() {
        return image.dataSet();
    }

    String name() {
        return image.name();
    }

    /** The frame's file, and its number where there are several. */
    String label() {
        String number = data().integer(Tag.NumberOfFrames).orElse(1) > 1 ? " frame " + (frame + 1) : "";
        return name() + number;
    }

    /** The data set that holds a macro's attributes: the item of that functional group, or the object itself. */
    DataSet group(int macro) {
        return groupItem(macro).orElse(data());
    }

    private Optional<DataSet> groupItem(int macro) {
        List<DataSet> perFrame = data().items(Tag.PerFrameFunctionalGroupsSequence);
        if (frame < perFrame.size()) {
            List<DataSet> own = perFrame.get(frame).items(macro);
            if (!own.isEmpty()) {
                return Optional.of(own.get(0));
            }
        }
        List<DataSet> shared = data().items(Tag.SharedFunctionalGroupsSequence);
        return shared.stream().flatMap(s -> s.items(macro).stream()).findFirst();
    }

    /** Centre of the first pixel; absent where missing or not three numbers. */
    Optional<Vector3> position() {
        return group(Tag.PlanePositionSequence)
                .decimals(Tag.ImagePositionPatient)
                .filter(v -> v.length == 3)
                .map(v -> new Vector3(v[0], v[1], v[2]));
    }

    /** Row and column direction; absent where missing or no pair of perpendicular unit vectors. */
    Optional<Orientation> orientation() {
        return group(Tag.PlaneOrientationSequence)
                .decimals(Tag.ImageOrientationPatient)
                .flatMap(Orientation::of);
    }

    DataSet pixelMeasures() {
        return group(Tag.PixelMeasuresSequence);
    }

    DataSet pixelValueTransformation() {
        return group(Tag.PixelValueTransformationSequence);
    }

    OptionalDouble sliceThicknessMm() {
        return pixelMeasures().decimal(Tag.SliceThickness);
    }

    /** Image Type, or Frame Type of an Enhanced object. */
    List<String> imageType() {
        for (int macro : new int[] {Tag.MRImageFrameTypeSequence, Tag.CTImageFrameTypeSequence}) {
            List<String> type =
                    groupItem(macro).map(g -> g.strings(Tag.FrameType)).orElse(List.of());
            if (!type.isEmpty()) {
                return type;
            }
        }
        return data().strings(Tag.ImageType);
    }

    boolean isLocalizer() {
        return imageType().contains("LOCALIZER");
    }

    String modality() {
        return data().string(Tag.Modality).orElse("OT");
    }

    int samples() {
        return data().integer(Tag.SamplesPerPixel).orElse(1);
    }

    int rows() {
        return data().integer(Tag.Rows).orElse(0);
    }

    int columns() {
        return data().integer(Tag.Columns).orElse(0);
    }

    /** What tells volumes of one series apart where their slices lie at the same places, in the order it is tried. */
    enum Distinction {
        ACQUISITION("acquisition number"),
        TEMPORAL_POSITION("temporal position"),
        ECHO("echo"),
        B_VALUE("b-value"),
        IMAGE_TYPE("image type"),
        TRIGGER_TIME("trigger time");

        final String words;

        Distinction(String words) {
            this.words = words;
        }
    }

    /** The value of a distinction as text; empty where the frame has none. */
    String distinction(Distinction distinction) {
        DataSet content = group(Tag.FrameContentSequence);
        return switch (distinction) {
            case ACQUISITION -> first(content, Tag.FrameAcquisitionNumber, Tag.AcquisitionNumber);
            case TEMPORAL_POSITION -> first(content, Tag.TemporalPositionIndex, Tag.TemporalPositionIdentifier);
            case ECHO -> first(group(Tag.MREchoSequence), Tag.EffectiveEchoTime, Tag.EchoNumbers, Tag.EchoTime);
            case B_VALUE -> first(group(Tag.MRDiffusionSequence), Tag.DiffusionBValue);
            case IMAGE_TYPE -> String.join("\\", imageType());
            case TRIGGER_TIME -> first(data(), Tag.TriggerTime);
        };
    }

    private static String first(DataSet data, int... tags) {
        for (int tag : tags) {
            Optional<String> value = data.string(tag);
            if (value.isPresent()) {
                return value.get();
            }
        }
        return "";
    }
}
