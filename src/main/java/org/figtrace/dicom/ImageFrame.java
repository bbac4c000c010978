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
    /** The functional groups that hold Frame Type (0008,9007) of MR, CT, PET and X-ray frames. */
    private static final int[] FRAME_TYPES = {
        Tag.MRImageFrameTypeSequence,
        Tag.CTImageFrameTypeSequence,
        Tag.PETFrameTypeSequence,
        Tag.XRay3DFrameTypeSequence,
        Tag.FramePixelDataPropertiesSequence
    };

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
        if (!isEnhanced()) {
            return Optional.empty();
        }
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

    /** Whether the object describes its frames in functional groups. */
    private boolean isEnhanced() {
        return data().contains(Tag.SharedFunctionalGroupsSequence)
                || data().contains(Tag.PerFrameFunctionalGroupsSequence);
    }

    /** Image Type, or Frame Type of an Enhanced object. */
    List<String> imageType() {
        if (!isEnhanced()) {
            return data().strings(Tag.ImageType);
        }
        for (int macro : FRAME_TYPES) {
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

    /** Stack ID (0020,9056): which frames of an Enhanced object belong together; empty where there is none. */
    String stackId() {
        return group(Tag.FrameContentSequence).string(Tag.StackID).orElse("");
    }

    /** Three colours for each pixel, or an index into a table of them: no value that could be measured. */
    boolean isColour() {
        return samples() > 1
                || data().string(Tag.PhotometricInterpretation).orElse("").equals("PALETTE COLOR");
    }
}
