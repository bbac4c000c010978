package org.figtrace.exchange;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.FrameReader;
import org.figtrace.dicom.Tag;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Mask;

/**
 * A DICOM Segmentation (PS3.3 A.51, C.8.20): segments, and the frames that hold their voxels. BINARY frames are one
 * bit per voxel, packed without a gap between frames; FRACTIONAL ones are inside from half of Maximum Fractional Value
 * (0062,000E); LABELMAP frames (Label Map Segmentation Storage, 2024) hold segment numbers.
 */
public final class Segmentation {
    private static final int REFERENCED_SERIES_SEQUENCE = 0x00081115;
    private static final int SEGMENTATION_TYPE = 0x00620001;
    private static final int SEGMENT_SEQUENCE = 0x00620002;
    private static final int PROPERTY_CATEGORY_CODE_SEQUENCE = 0x00620003;
    private static final int SEGMENT_NUMBER = 0x00620004;
    private static final int SEGMENT_LABEL = 0x00620005;
    private static final int SEGMENT_IDENTIFICATION_SEQUENCE = 0x0062000A;
    private static final int REFERENCED_SEGMENT_NUMBER = 0x0062000B;
    private static final int MAXIMUM_FRACTIONAL_VALUE = 0x0062000E;
    private static final int PROPERTY_TYPE_CODE_SEQUENCE = 0x0062000F;
    private static final int CODE_VALUE = 0x00080100;
    private static final int CODING_SCHEME_DESIGNATOR = 0x00080102;
    private static final int CODE_MEANING = 0x00080104;

    /** Frames whose normals differ by less than this cosine from that of the series lie on its slices. */
    private static final double PARALLEL = 0.999;

    private final DicomObject object;
    private final DicomEngine engine;
    private final Type type;
    private final List<Segment> segments;
    private final List<Frame> frames;
    private final int maximumFraction;

    /** Segmentation Type (0062,0001). */
    public enum Type {
        BINARY,
        FRACTIONAL,
        LABELMAP
    }

    /** A coded concept, e.g. 10200004, SCT, "Liver". */
    public record Code(String value, String scheme, String meaning) {}

    /**
     * One segment.
     *
     * @param number Segment Number (0062,0004)
     * @param label Segment Label (0062,0005); the number where the file gives none
     * @param category Segmented Property Category, e.g. Tissue
     * @param propertyType Segmented Property Type, e.g. Liver
     */
    public record Segment(int number, String label, Optional<Code> category, Optional<Code> propertyType) {
        /** The background of a label map (125040, DCM) is no region. */
        boolean isBackground() {
            return propertyType
                    .filter(c -> c.scheme().equals("DCM") && c.value().equals("125040"))
                    .isPresent();
        }
    }

    /**
     * @param segment the segment of the frame, empty in a label map, whose frames hold all of them
     * @param grid one slice; the third step is the slice spacing or thickness that the file states
     * @param spacing Spacing Between Slices (0018,0088), where the file states it
     */
    private record Frame(OptionalInt segment, VoxelGrid grid, OptionalDouble spacing) {}

    private Segmentation(
            DicomObject object,
            DicomEngine engine,
            Type type,
            List<Segment> segments,
            List<Frame> frames,
            int maximumFraction) {
        this.object = object;
        this.engine = engine;
        this.type = type;
        this.segments = List.copyOf(segments);
        this.frames = List.copyOf(frames);
        this.maximumFraction = maximumFraction;
    }

    /** Whether the data set says that it is a segmentation. */
    static boolean is(DataSet dataSet) {
        return dataSet.contains(SEGMENTATION_TYPE) && dataSet.contains(SEGMENT_SEQUENCE);
    }

    /**
     * Reads segments and the place of every frame, but no pixels yet.
     *
     * @throws ExchangeException with tag and value where the file is no segmentation or contradicts itself
     */
    public static Segmentation read(DicomObject object, DicomEngine engine) throws ExchangeException {
        DataSet data = object.dataSet();
        String file = object.name();
        String typeName = data.string(SEGMENTATION_TYPE)
                .orElseThrow(() -> new ExchangeException(file, "SegmentationType (0062,0001) is missing"));
        Type type;
        try {
            type = Type.valueOf(typeName);
        } catch (IllegalArgumentException unknown) {
            throw new ExchangeException(file, "SegmentationType (0062,0001) \"" + typeName + "\" is unknown", unknown);
        }
        List<Segment> segments = new ArrayList<>();
        for (DataSet item : data.items(SEGMENT_SEQUENCE)) {
            int number = integer(item, SEGMENT_NUMBER, "SegmentNumber", 0, 65535, file);
            if (segments.stream().anyMatch(s -> s.number() == number)) {
                throw new ExchangeException(file, "SegmentNumber (0062,0004) " + number + " occurs twice");
            }
            segments.add(new Segment(
                    number,
                    item.string(SEGMENT_LABEL).orElse(Integer.toString(number)),
                    code(item, PROPERTY_CATEGORY_CODE_SEQUENCE),
                    code(item, PROPERTY_TYPE_CODE_SEQUENCE)));
        }
        int maximum = type == Type.FRACTIONAL
                ? integer(data, MAXIMUM_FRACTIONAL_VALUE, "MaximumFractionalValue", 1, 255, file)
                : 1;
        return new Segmentation(object, engine, type, segments, frames(data, type, file), maximum);
    }

    private static List<Frame> frames(DataSet data, Type type, String file) throws ExchangeException {
        List<DataSet> perFrame = data.items(Tag.PerFrameFunctionalGroupsSequence);
        List<DataSet> shared = data.items(Tag.SharedFunctionalGroupsSequence);
        int count = integer(data, Tag.NumberOfFrames, "NumberOfFrames", 1, Integer.MAX_VALUE, file);
        if (perFrame.size() != count) {
            throw new ExchangeException(
                    file,
                    "NumberOfFrames (0028,0008) is " + count + ", but PerFrameFunctionalGroupsSequence (5200,9230) has "
                            + perFrame.size() + " items");
        }
        int columns = integer(data, Tag.Columns, "Columns", 1, 65535, file);
        int rows = integer(data, Tag.Rows, "Rows", 1, 65535, file);
        List<Frame> frames = new ArrayList<>();
        for (int f = 0; f < count; f++) {
            FunctionalGroups groups = new FunctionalGroups(perFrame.get(f), shared, f + 1, file);
            OptionalInt segment = OptionalInt.empty();
            if (type != Type.LABELMAP) {
                DataSet item = groups.item(SEGMENT_IDENTIFICATION_SEQUENCE, "SegmentIdentificationSequence");
                segment = OptionalInt.of(
                        integer(item, REFERENCED_SEGMENT_NUMBER, "ReferencedSegmentNumber", 0, 65535, file));
            }
            frames.add(new Frame(segment, groups.grid(columns, rows), groups.spacing()));
        }
        return frames;
    }

    public Type type() {
        return type;
    }

    /** In file order, the background of a label map included. */
    public List<Segment> segments() {
        return segments;
    }

    public Optional<String> frameOfReferenceUid() {
        return object.dataSet().string(Tag.FrameOfReferenceUID);
    }

    /** The series that the segments were drawn on, in file order. */
    public List<String> referencedSeriesUids() {
        return object.dataSet().items(REFERENCED_SERIES_SEQUENCE).stream()
                .flatMap(item -> item.string(Tag.SeriesInstanceUID).stream())
                .toList();
    }

    /**
     * The voxels of a segment on the grid of a series. Each frame goes to the slice at its position along the normal;
     * one that is farther than half a step from every slice is reported and left out.
     *
     * @param warnings takes what was left out or matched with a tolerance
     * @throws ExchangeException where the segment has no frame on the series, the in-plane grids differ, or two of its
     *     frames fall on one slice
     */
    public Mask mask(int segmentNumber, VolumeGeometry target, List<String> warnings) throws IOException {
        String segment = "segment " + segmentNumber
                + segments.stream()
                        .filter(s -> s.number() == segmentNumber)
                        .findFirst()
                        .map(s -> " (" + s.label() + ")")
                        .orElse("");
        Drawing drawing = new Drawing(target, segment);
        int seen = 0;
        try (FrameReader reader = engine.frames(object)) {
            if (reader.frames() != frames.size() || reader.format().samples() != 1) {
                throw new ExchangeException(
                        object.name(),
                        "holds " + reader.frames() + " frames of "
                                + reader.format().samples() + " samples, not " + frames.size() + " of 1");
            }
            for (int f = 0; f < frames.size(); f++) {
                Frame frame = frames.get(f);
                if (frame.segment().isEmpty() || frame.segment().getAsInt() == segmentNumber) {
                    seen++;
                    requireNoHoles(frame, target);
                    drawing.add(f, frame.grid(), inside(reader.read(f), segmentNumber));
                }
            }
        }
        if (seen == 0) {
            throw new ExchangeException(object.name(), segment + " has no frame");
        }
        if (type == Type.FRACTIONAL) {
            warnings.add(
                    "fractions of " + segment + " are inside from " + maximumFraction / 2.0 + " of " + maximumFraction);
        }
        return drawing.finish(warnings);
    }

    /** Frames that are farther apart than slices would leave every other slice of the region empty. */
    private void requireNoHoles(Frame frame, VolumeGeometry target) throws ExchangeException {
        if (frame.spacing().isPresent()
                && target.sliceSpacing().isPresent()
                && isParallel(frame.grid(), target)
                && frame.spacing().getAsDouble() > 1.5 * target.sliceSpacing().getAsDouble()) {
            throw new ExchangeException(
                    object.name(),
                    "SpacingBetweenSlices (0018,0088) is "
                            + VoxelGrid.text(frame.spacing().getAsDouble())
                            + " mm, but the slices of the series are "
                            + VoxelGrid.text(target.sliceSpacing().getAsDouble())
                            + " mm apart, so the region would have holes");
        }
    }

    private static boolean isParallel(VoxelGrid grid, VolumeGeometry target) {
        return Math.abs(grid.steps()[2].normalized().dot(target.normal())) > PARALLEL;
    }

    private BitSet inside(Object stored, int segmentNumber) throws ExchangeException {
        BitSet bits = new BitSet();
        if (stored instanceof byte[] bytes) {
            for (int p = 0; p < bytes.length; p++) {
                if (isInside(bytes[p] & 0xff, segmentNumber)) {
                    bits.set(p);
                }
            }
        } else if (stored instanceof short[] shorts) {
            for (int p = 0; p < shorts.length; p++) {
                if (isInside(shorts[p] & 0xffff, segmentNumber)) {
                    bits.set(p);
                }
            }
        } else {
            throw new ExchangeException(
                    object.name(), "BitsAllocated (0028,0100) is not 1, 8 or 16 as a segmentation has it");
        }
        return bits;
    }

    private boolean isInside(int value, int segmentNumber) {
        return switch (type) {
            case BINARY -> value != 0;
            case FRACTIONAL -> 2 * value >= maximumFraction;
            case LABELMAP -> value == segmentNumber;
        };
    }

    /** Puts the frames of one segment on the slices of a series. */
    private final class Drawing {
        private final VolumeGeometry target;
        private final String segment;
        private final Mask mask;
        private final Map<Integer, Integer> frameOfSlice = new HashMap<>();
        private final List<Integer> leftOut = new ArrayList<>();
        private long outside;
        private double departure;

        Drawing(VolumeGeometry target, String segment) {
            this.target = target;
            this.segment = segment;
            this.mask = new Mask(target);
        }

        void add(int frame, VoxelGrid grid, BitSet bits) throws ExchangeException {
            boolean parallel = isParallel(grid, target);
            if (parallel && target.isCalibrated() && !liesOnASlice(grid)) {
                leftOut.add(frame + 1);
                return;
            }
            GridMatch match = GridMatch.of(grid, target, parallel ? 0.501 : GridMatch.FARTHEST, object.name());
            departure = Math.max(departure, match.departure());
            int[] at = new int[3];
            match.toTarget(0, 0, 0, at);
            if (parallel) {
                Integer other = frameOfSlice.put(at[2], frame + 1);
                if (other != null) {
                    throw new ExchangeException(
                            object.name(),
                            "frames " + other + " and " + (frame + 1) + " of " + segment + " both lie on slice " + at[2]
                                    + " of the series, whose slices are farther apart than those of the file");
                }
            }
            for (int bit = bits.nextSetBit(0); bit >= 0; bit = bits.nextSetBit(bit + 1)) {
                match.toTarget(bit % grid.sizes()[0], bit / grid.sizes()[0], 0, at);
                if (target.contains(at[0], at[1], at[2])) {
                    mask.set(at[0], at[1], at[2], true);
                } else {
                    outside++;
                }
            }
        }

        /** Within half a step of a slice; the step is the gap on that side, but no more than the median one. */
        private boolean liesOnASlice(VoxelGrid grid) {
            double position = grid.origin().dot(target.normal());
            int k = (int) Math.max(0, Math.min(Math.rint(target.sliceIndexAt(position)), target.slices() - 1.0));
            double off = position - target.slicePosition(k);
            double[] gaps = target.gaps();
            double step = gaps.length == 0
                    ? grid.steps()[2].length()
                    : Math.min(
                            gaps[Math.max(0, Math.min(off < 0 ? k - 1 : k, gaps.length - 1))],
                            target.sliceSpacing().getAsDouble());
            return Math.abs(off) <= step / 2;
        }

        Mask finish(List<String> warnings) throws ExchangeException {
            if (frameOfSlice.isEmpty() && !leftOut.isEmpty()) {
                throw new ExchangeException(
                        object.name(),
                        String.format(
                                Locale.ROOT,
                                "no frame of %s lies on a slice of the series: frame %d is at %.3f mm along the slice"
                                        + " normal, the slices are at %.3f to %.3f mm",
                                segment,
                                leftOut.get(0),
                                frames.get(leftOut.get(0) - 1).grid().origin().dot(target.normal()),
                                target.slicePosition(0),
                                target.slicePosition(target.slices() - 1)));
            }
            if (!leftOut.isEmpty()) {
                warnings.add(leftOut.size() + " frame(s) of " + segment
                        + " are farther than half a step from every slice and were left out, the first is frame "
                        + leftOut.get(0));
            }
            if (outside > 0) {
                warnings.add(outside + " voxels of " + segment + " lie outside the series and were left out");
            }
            GridMatch.warning(departure).ifPresent(warnings::add);
            return mask;
        }
    }

    private static Optional<Code> code(DataSet item, int sequence) {
        return item.items(sequence).stream()
                .findFirst()
                .flatMap(c -> c.string(CODE_VALUE)
                        .map(value -> new Code(
                                value,
                                c.string(CODING_SCHEME_DESIGNATOR).orElse(""),
                                c.string(CODE_MEANING).orElse(""))));
    }

    private static int integer(DataSet item, int tag, String keyword, int least, int most, String file)
            throws ExchangeException {
        OptionalInt value = item.integer(tag);
        if (value.isEmpty() || value.getAsInt() < least || value.getAsInt() > most) {
            throw new ExchangeException(
                    file,
                    keyword + " " + Tag.toString(tag) + " is "
                            + item.string(tag).orElse("missing"));
        }
        return value.getAsInt();
    }
}
