package org.figtrace.exchange;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.figtrace.geometry.Vector3;

/**
 * The text header of an attached NRRD file (teem.sourceforge.net/nrrd/format.html, NRRD0001 to NRRD0005) with three
 * axes of space and at most one list axis, the first or the last.
 *
 * @param grid in LPS, whatever space the file states
 * @param layers length of the list axis; 1 without one
 * @param layersFirst the list axis is the fastest: the values of one voxel lie side by side
 * @param keyValues the "key:=value" pairs, such as those of 3D Slicer segmentations
 */
record NrrdHeader(
        VoxelGrid grid,
        ScalarType type,
        ByteOrder order,
        boolean gzip,
        int layers,
        boolean layersFirst,
        Map<String, String> keyValues) {
    static final String MAGIC = "NRRD000";

    private static final int LONGEST_LINE = 1 << 20;
    private static final int MOST_LINES = 1 << 16;
    private static final int LONGEST_AXIS = 1 << 16;
    private static final int MOST_LAYERS = 4096;

    private static final int LONGEST_QUOTE = 60;

    /** What a header says, between quotation marks, as much of it and in such letters as a sentence can hold. */
    private static String quoted(String text) {
        String shown = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "..." : text;
        return "\"" + shown.replaceAll("[^ -~]", "?") + "\"";
    }

    /** Reads up to and with the empty line before the voxels. */
    static NrrdHeader read(VoxelFile in) throws IOException {
        String magic = in.line(LONGEST_LINE);
        if (magic == null || !magic.matches(MAGIC + "[1-5]")) {
            throw new ExchangeException(in.name(), "is no NRRD file of version 1 to 5");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, String> pairs = new LinkedHashMap<>();
        int lines = 0;
        for (String line = in.line(LONGEST_LINE); line != null && !line.isEmpty(); line = in.line(LONGEST_LINE)) {
            if (++lines > MOST_LINES) {
                throw new ExchangeException(in.name(), "its NRRD header has more than " + MOST_LINES + " lines");
            }
            int pair = line.indexOf(":=");
            int field = line.indexOf(": ");
            if (line.startsWith("#")) {
                continue;
            }
            if (pair >= 0 && (field < 0 || pair < field)) {
                pairs.put(line.substring(0, pair), line.substring(pair + 2));
            } else if (field >= 0) {
                String name = line.substring(0, field).toLowerCase(Locale.ROOT).replace(" ", "");
                if (fields.put(name, line.substring(field + 2).strip()) != null) {
                    throw new ExchangeException(
                            in.name(), "NRRD field " + quoted(line.substring(0, field)) + " occurs twice");
                }
            } else {
                throw new ExchangeException(in.name(), "NRRD header line " + quoted(line) + " is no field");
            }
        }
        return new Fields(in.name(), fields).header(pairs);
    }

    private record Fields(String file, Map<String, String> fields) {
        NrrdHeader header(Map<String, String> pairs) throws ExchangeException {
            for (String detached : List.of("datafile", "lineskip", "byteskip")) {
                String value = fields.get(detached);
                if (value != null && !value.equals("0")) {
                    throw new ExchangeException(
                            file,
                            "NRRD field " + detached + " " + quoted(value) + ": only voxels right after the header are"
                                    + " read");
                }
            }
            String units = fields.getOrDefault("spaceunits", "\"mm\" \"mm\" \"mm\"");
            if (!units.matches("\"mm\"\\s+\"mm\"\\s+\"mm\"")) {
                throw new ExchangeException(file, "NRRD field space units is " + units + "; only mm is read");
            }
            int dimension = integer(require("dimension"), "dimension", 1, 16);
            String[] sizes = require("sizes").split("\\s+");
            List<String> directions = vectors(require("spacedirections"));
            if (sizes.length != dimension || directions.size() != dimension) {
                throw new ExchangeException(
                        file,
                        "dimension is " + dimension + ", but sizes has " + sizes.length + " and space directions "
                                + directions.size() + " values");
            }
            int list = listAxis(directions, dimension);
            int[] grid = new int[3];
            Vector3[] steps = new Vector3[3];
            double[] signs = spaceSigns();
            int spatial = 0;
            int layers = 1;
            for (int axis = 0; axis < dimension; axis++) {
                if (axis == list) {
                    layers = integer(sizes[axis], "sizes", 1, MOST_LAYERS);
                } else {
                    grid[spatial] = integer(sizes[axis], "sizes", 1, LONGEST_AXIS);
                    steps[spatial++] = vector(directions.get(axis), "space directions", signs);
                }
            }
            Vector3 origin = vector(require("spaceorigin"), "space origin", signs);
            ScalarType type = type(require("type"));
            return new NrrdHeader(
                    new VoxelGrid(grid, origin, steps),
                    type,
                    order(type),
                    gzip(),
                    layers,
                    list == 0,
                    Map.copyOf(pairs));
        }

        /** The axis without a direction, -1 for none; it may be first or last. */
        private int listAxis(List<String> directions, int dimension) throws ExchangeException {
            int list = directions.indexOf("none");
            if (dimension == 3 && list < 0) {
                return -1;
            }
            if (dimension != 4 || list != 0 && list != 3 || directions.lastIndexOf("none") != list) {
                throw new ExchangeException(
                        file,
                        "only three axes of space, with one list axis before or after them, are read, not dimension "
                                + dimension + " with space directions " + String.join(" ", directions));
            }
            return list;
        }

        /** Signs that turn the file's space into LPS. */
        private double[] spaceSigns() throws ExchangeException {
            String space = fields.containsKey("space") ? fields.get("space") : "";
            return switch (space.toLowerCase(Locale.ROOT)) {
                case "left-posterior-superior", "lps" -> new double[] {1, 1, 1};
                case "right-anterior-superior", "ras" -> new double[] {-1, -1, 1};
                case "left-anterior-superior", "las" -> new double[] {1, -1, 1};
                case "" ->
                    throw new ExchangeException(
                            file, "NRRD field space is missing, so its place in the patient is unknown");
                default ->
                    throw new ExchangeException(
                            file, "NRRD space " + quoted(space) + " is no anatomical space (LPS, RAS or LAS)");
            };
        }

        private boolean gzip() throws ExchangeException {
            String encoding = require("encoding").toLowerCase(Locale.ROOT);
            return switch (encoding) {
                case "raw" -> false;
                case "gzip", "gz" -> true;
                default ->
                    throw new ExchangeException(
                            file, "NRRD encoding " + quoted(encoding) + " is not read, only raw and gzip");
            };
        }

        private ByteOrder order(ScalarType type) throws ExchangeException {
            if (type.bytes() == 1) {
                return ByteOrder.LITTLE_ENDIAN;
            }
            String endian = require("endian").toLowerCase(Locale.ROOT);
            return switch (endian) {
                case "little" -> ByteOrder.LITTLE_ENDIAN;
                case "big" -> ByteOrder.BIG_ENDIAN;
                default -> throw new ExchangeException(file, "NRRD endian is " + quoted(endian));
            };
        }

        private ScalarType type(String name) throws ExchangeException {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "signed char", "int8", "int8_t" -> ScalarType.INT8;
                case "uchar", "unsigned char", "uint8", "uint8_t" -> ScalarType.UINT8;
                case "short", "short int", "signed short", "signed short int", "int16", "int16_t" -> ScalarType.INT16;
                case "ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t" -> ScalarType.UINT16;
                case "int", "signed int", "int32", "int32_t" -> ScalarType.INT32;
                case "uint", "unsigned int", "uint32", "uint32_t" -> ScalarType.UINT32;
                case "longlong", "long long", "long long int", "signed long long", "int64", "int64_t" ->
                    ScalarType.INT64;
                case "ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t" ->
                    ScalarType.UINT64;
                case "float" -> ScalarType.FLOAT32;
                case "double" -> ScalarType.FLOAT64;
                default -> throw new ExchangeException(file, "NRRD type " + quoted(name) + " is no number type");
            };
        }

        private String require(String field) throws ExchangeException {
            String value = fields.get(field);
            if (value == null) {
                String name = field.startsWith("space") ? "space " + field.substring(5) : field;
                throw new ExchangeException(file, "NRRD field \"" + name + "\" is missing");
            }
            return value;
        }

        private int integer(String text, String field, int least, int most) throws ExchangeException {
            try {
                int value = Integer.parseInt(text);
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException notANumber) {
                // Told below, as a number out of range is.
            }
            throw new ExchangeException(
                    file,
                    "NRRD field " + field + " has " + quoted(text) + ", not a whole number from " + least + " to "
                            + most);
        }

        /** "(1,0,0) (0,1,0) none" taken apart; blanks within the parentheses are allowed. */
        private static List<String> vectors(String text) {
            List<String> parts = new ArrayList<>();
            for (String part : text.replaceAll("\\s*,\\s*", ",")
                    .replaceAll("\\(\\s+", "(")
                    .replaceAll("\\s+\\)", ")")
                    .split("\\s+")) {
                parts.add(part);
            }
            return parts;
        }

        private Vector3 vector(String text, String field, double[] signs) throws ExchangeException {
            try {
                String inner = text.strip();
                if (inner.startsWith("(") && inner.endsWith(")")) {
                    double[] v = Arrays.stream(
                                    inner.substring(1, inner.length() - 1).split(","))
                            .mapToDouble(n -> Double.parseDouble(n.strip()))
                            .toArray();
                    if (v.length == 3) {
                        return new Vector3(signs[0] * v[0], signs[1] * v[1], signs[2] * v[2]);
                    }
                }
            } catch (NumberFormatException notANumber) {
                // Told below, as a vector of another length is.
            }
            throw new ExchangeException(file, "NRRD field " + field + " has " + quoted(text) + ", not three numbers");
        }
    }
}
