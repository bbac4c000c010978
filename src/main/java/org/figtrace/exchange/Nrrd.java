package org.figtrace.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.figtrace.geometry.Vector3;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.Mask;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;

/**
 * Reads and writes NRRD files whose voxels follow their header, raw or gzip, in LPS, RAS or LAS space; label images
 * also with a list axis of layers, as 3D Slicer saves overlapping segments (.seg.nrrd).
 */
public final class Nrrd {
    private static final int MOST_SEGMENTS = 512;

    private Nrrd() {}

    /**
     * The image as a volume. NRRD has no unit of value, so the unit is {@link ValueUnit#ARBITRARY}; a left-handed grid
     * has its rows turned.
     *
     * @throws ExchangeException where the file is damaged, detached from its voxels, has no place in the patient, or is
     *     sheared within the slice
     */
    public static Volume readVolume(Path file) throws IOException {
        try (VoxelFile in = VoxelFile.open(file)) {
            NrrdHeader header = NrrdHeader.read(in);
            if (header.layers() > 1) {
                throw new ExchangeException(
                        in.name(), "holds " + header.layers() + " values per voxel, so it is not one volume");
            }
            VoxelGrid.Stack stack = header.grid().toStack(in.name());
            VolumeSink sink = new VolumeSink(header.grid().sizes(), header.type(), stack.flippedRows());
            readSlices(in, header, (layer, k, data) -> sink.slice(k, data));
            double[] slopes = new double[stack.geometry().slices()];
            Arrays.fill(slopes, 1);
            return new Volume(
                    stack.geometry(),
                    sink.voxels(),
                    slopes,
                    new double[slopes.length],
                    ValueUnit.ARBITRARY,
                    new Calibration("NRRD space directions", "NRRD values as stored"),
                    List.of(),
                    sink.largestRounding() > 0
                            ? List.of("values of type " + header.type() + " were rounded to 32-bit float, by at most "
                                    + sink.largestRounding())
                            : List.of());
        }
    }

    /**
     * The image as labels: each whole number above 0, in each layer, is a region. Regions are named by the segments
     * that 3D Slicer describes in the header, else by their numbers.
     *
     * @throws ExchangeException as {@link #readVolume} does, and where the values are those of an image, not labels
     */
    public static LabelMap readLabels(Path file) throws IOException {
        try (VoxelFile in = VoxelFile.open(file)) {
            NrrdHeader header = NrrdHeader.read(in);
            LabelSink sink = new LabelSink(
                    in.name(), header.grid(), header.type(), 1, 0, header.layersFirst() ? header.layers() : 1);
            readSlices(in, header, (layer, k, data) -> sink.slice(k, layer, data));
            List<LabelMap.Region> segments = slicerSegments(header, sink, in.name());
            return segments.isEmpty() ? sink.labels(List.of()) : sink.labels(segments, List.of());
        }
    }

    private interface LayeredSink {
        void slice(int layer, int slice, ByteBuffer data) throws IOException;
    }

    private static void readSlices(VoxelFile in, NrrdHeader header, LayeredSink sink) throws IOException {
        int[] sizes = header.grid().sizes();
        int sideBySide = header.layersFirst() ? header.layers() : 1;
        int afterEachOther = header.layersFirst() ? 1 : header.layers();
        long sliceBytes =
                (long) sizes[0] * sizes[1] * sideBySide * header.type().bytes();
        if (sliceBytes > Integer.MAX_VALUE - 8) {
            throw new ExchangeException(in.name(), "one slice of " + sliceBytes + " bytes is too large");
        }
        if (header.gzip()) {
            in.decompress();
        }
        in.requireRoomFor(sliceBytes * sizes[2] * afterEachOther);
        ByteBuffer slice = ByteBuffer.allocate((int) sliceBytes).order(header.order());
        for (int layer = 0; layer < afterEachOther; layer++) {
            for (int k = 0; k < sizes[2]; k++) {
                in.read(slice, "slice " + (k + 1) + " of " + sizes[2]);
                sink.slice(layer, k, slice);
            }
        }
    }

    /** Segment0_Name, Segment0_LabelValue, Segment0_Layer and so on, as vtkMRMLSegmentationStorageNode writes them. */
    private static List<LabelMap.Region> slicerSegments(NrrdHeader header, LabelSink sink, String file)
            throws ExchangeException {
        List<LabelMap.Region> segments = new ArrayList<>();
        Set<LabelSink.Key> described = new HashSet<>();
        Map<LabelSink.Key, BitSet[]> found = new HashMap<>(sink.found());
        for (int s = 0; header.keyValues().containsKey("Segment" + s + "_Name"); s++) {
            if (s == MOST_SEGMENTS) {
                throw new ExchangeException(file, "describes more than " + MOST_SEGMENTS + " segments");
            }
            String prefix = "Segment" + s + "_";
            String label = header.keyValues().getOrDefault(prefix + "LabelValue", "1");
            // Files older than Slicer 4.11 have one layer per segment and no field for it.
            String layer = header.keyValues().getOrDefault(prefix + "Layer", Integer.toString(s));
            if (!label.matches("\\d{1,5}") || !layer.matches("\\d{1,5}")) {
                throw new ExchangeException(
                        file,
                        prefix + "LabelValue \"" + label + "\" or " + prefix + "Layer \"" + layer + "\" is no number");
            }
            var key = new LabelSink.Key(Integer.parseInt(layer), Integer.parseInt(label));
            described.add(key);
            BitSet[] empty = new BitSet[header.grid().sizes()[2]];
            Arrays.setAll(empty, k -> new BitSet());
            segments.add(new LabelMap.Region(
                    header.keyValues().get(prefix + "Name"), key.label(), found.getOrDefault(key, empty)));
        }
        found.forEach((key, slices) -> {
            if (!segments.isEmpty() && !described.contains(key)) {
                segments.add(new LabelMap.Region(key.layer() + ":" + key.label(), key.label(), slices));
            }
        });
        return segments;
    }

    /**
     * Writes a volume in DICOM order and LPS, gzip-compressed, with values in the unit of the volume: whole numbers in
     * 16 or 32 bits, everything else as 32-bit float.
     *
     * @return sentences about what the file cannot hold exactly
     * @throws ExchangeException where slices are not evenly spaced, the volume has no millimetres, or the file cannot
     *     be written
     */
    public static List<String> write(Volume volume, Path file) throws IOException {
        return write(StoredVoxels.inUnit(volume), file);
    }

    /** Writes a mask as 8-bit 0 and 1. */
    public static List<String> write(Mask mask, Path file) throws IOException {
        return write(StoredVoxels.of(mask), file);
    }

    private static List<String> write(StoredVoxels voxels, Path file) throws IOException {
        EvenStack stack = EvenStack.of(voxels.geometry(), file.toString(), "NRRD");
        VoxelGrid grid = stack.grid();
        String header = String.join(
                "\n",
                "NRRD0004",
                "# http://teem.sourceforge.net/nrrd/format.html",
                "type: " + name(voxels.type()),
                "dimension: 3",
                "space: left-posterior-superior",
                "sizes: " + grid.sizes()[0] + " " + grid.sizes()[1] + " " + grid.sizes()[2],
                "space directions: " + text(grid.steps()[0]) + " " + text(grid.steps()[1]) + " "
                        + text(grid.steps()[2]),
                "kinds: domain domain domain",
                "endian: little",
                "encoding: gzip",
                "space origin: " + text(grid.origin()),
                "",
                "");
        ByteBuffer slice = ByteBuffer.allocate(voxels.sliceBytes()).order(ByteOrder.LITTLE_ENDIAN);
        AtomicFile.write(file, out -> {
            out.write(header.getBytes(StandardCharsets.US_ASCII));
            GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16);
            for (int k = 0; k < grid.sizes()[2]; k++) {
                voxels.put(k, false, slice);
                gzip.write(slice.array());
            }
            gzip.finish();
        });
        return stack.warnings();
    }

    private static String name(ScalarType type) {
        return switch (type) {
            case UINT8 -> "uint8";
            case INT16 -> "int16";
            case INT32 -> "int32";
            case FLOAT32 -> "float";
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }

    /** All digits of a double, so that the place is read back exactly. */
    private static String text(Vector3 v) {
        return "(" + v.x() + "," + v.y() + "," + v.z() + ")";
    }
}
