package org.figtrace.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What tells volumes of one series apart where their slices lie at the same places, in the order it is tried. */
enum Distinction {
    ACQUISITION("acquisition", ""),
    TEMPORAL_POSITION("temporal position", ""),
    ECHO("echo", " ms"),
    B_VALUE("b-value", ""),
    GRADIENT("gradient direction", ""),
    INVERSION_TIME("inversion time", " ms"),
    IMAGE_TYPE("image type", ""),
    TRIGGER_TIME("trigger time", " ms"),
    KERNEL("convolution kernel", ""),
    RESCALE("rescale slope\\intercept", ""),
    DIMENSIONS("dimension indexes", ""),
    ACQUISITION_TIME("acquisition time", "");

    /** Dimensions that say where a frame lies, not which volume it belongs to. */
    private static final Set<String> PLACES = Set.of(
            "%08X".formatted(Tag.InStackPositionNumber),
            "%08X".formatted(Tag.ImagePositionPatient),
            "%08X".formatted(Tag.ImageOrientationPatient));

    private final String words;
    private final String unit;

    Distinction(String words, String unit) {
        this.words = words;
        this.unit = unit;
    }

    /** The value as text; empty where the frame has none. */
    String of(ImageFrame frame) {
        DataSet image = frame.image().dataSet();
        return switch (this) {
            case ACQUISITION ->
                first(frame, Tag.FrameContentSequence, Tag.FrameAcquisitionNumber, Tag.AcquisitionNumber);
            case TEMPORAL_POSITION ->
                first(frame, Tag.FrameContentSequence, Tag.TemporalPositionIndex, Tag.TemporalPositionIdentifier);
            case ECHO -> echoTime(frame).orElse(first(frame, Tag.MREchoSequence, Tag.EchoNumbers));
            case B_VALUE -> first(frame, Tag.MRDiffusionSequence, Tag.DiffusionBValue);
            case GRADIENT -> gradient(frame.group(Tag.MRDiffusionSequence));
            case INVERSION_TIME -> first(frame, Tag.MRModifierSequence, Tag.InversionTimes, Tag.InversionTime);
            case IMAGE_TYPE -> String.join("\\", frame.imageType());
            case TRIGGER_TIME ->
                first(frame, Tag.CardiacSynchronizationSequence, Tag.NominalCardiacTriggerDelayTime, Tag.TriggerTime);
            case KERNEL -> first(frame, Tag.CTReconstructionSequence, Tag.ConvolutionKernel);
            case RESCALE -> rescale(frame.pixelValueTransformation());
            case DIMENSIONS -> dimensions(image, frame.group(Tag.FrameContentSequence));
            case ACQUISITION_TIME -> image.string(Tag.AcquisitionTime).orElse("");
        };
    }

    /** "acquisition 2", "echo 4.6 ms", "no b-value". */
    String name(ImageFrame frame) {
        String value = of(frame);
        boolean counted = this == ECHO && echoTime(frame).isEmpty();
        return value.isEmpty() ? "no " + words : words + " " + value + (counted ? "" : unit);
    }

    private static Optional<String> echoTime(ImageFrame frame) {
        return Optional.of(first(frame, Tag.MREchoSequence, Tag.EffectiveEchoTime, Tag.EchoTime))
                .filter(time -> !time.isEmpty());
    }

    private static String gradient(DataSet diffusion) {
        List<DataSet> direction = diffusion.items(Tag.DiffusionGradientDirectionSequence);
        return (direction.isEmpty() ? diffusion : direction.get(0))
                .string(Tag.DiffusionGradientOrientation)
                .orElse("");
    }

    private static String rescale(DataSet transformation) {
        String slope = transformation.string(Tag.RescaleSlope).orElse("");
        String intercept = transformation.string(Tag.RescaleIntercept).orElse("");
        return slope.isEmpty() && intercept.isEmpty() ? "" : slope + "\\" + intercept;
    }

    /** Dimension Index Values (0020,9157) other than those of places (PS3.3 C.7.6.17). */
    private static String dimensions(DataSet image, DataSet content) {
        List<DataSet> dimensions = image.items(Tag.DimensionIndexSequence);
        List<String> values = content.strings(Tag.DimensionIndexValues);
        if (values.size() != dimensions.size()) {
            return "";
        }
        List<String> kept = new ArrayList<>();
        for (int d = 0; d < values.size(); d++) {
            Optional<String> pointer = dimensions.get(d).string(Tag.DimensionIndexPointer);
            if (pointer.isPresent() && !PLACES.contains(pointer.get())) {
                kept.add(values.get(d));
            }
        }
        return String.join("\\", kept);
    }

    /**
     * The first of the attributes that the frame has: in its functional group, or among the attributes that a converter
     * to Legacy Converted Enhanced images found no group for (PS3.3 C.7.6.16.2.25).
     */
    private static String first(ImageFrame frame, int macro, int... tags) {
        for (int place : new int[] {macro, Tag.UnassignedPerFrameConvertedAttributesSequence}) {
            DataSet data = frame.group(place);
            for (int tag : tags) {
                Optional<String> value = data.string(tag);
                if (value.isPresent()) {
                    return value.get();
                }
            }
        }
        return "";
    }
}
