package org.figtrace.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.SliceReference;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;

/**
 * Volume to ImagePlus and back.
 *
 * <p>Sixteen bits stay sixteen: ImageJ's 16-bit pixels are unsigned, so signed values are stored with an offset of
 * 32768 and its Calibration subtracts it again; a linear Calibration carries the rescale, so that ImageJ reads HU.
 * ImageJ keeps one value calibration for a stack: where the rescale differs between slices the values themselves are
 * stored, as 32-bit floats.
 *
 * <p>Calibration has one depth for all slices and no directions. It gets the median step (so that ImageJ's own tools
 * are right where the stack is regular); the true position of every slice travels in a {@link StackRecord}.
 */
public final class ImagePlusVolume {
    private ImagePlusVolume() {}

    /**
     * An image that is not shown yet. Pixels are copies.
     *
     * @param sliceLabels one for each slice; the first lines must differ; what follows a line break is what ImageJ
     *     shows as the slice's info
     */
    public static ImagePlus toImagePlus(Volume volume, String title, List<String> sliceLabels) {
        VolumeGeometry g = volume.geometry();
        List<String> names =
                sliceLabels.stream().map(StackRecord::firstLine).distinct().toList();
        if (names.size() != g.slices() || names.contains("")) {
            throw new IllegalArgumentException(
                    g.slices() + " slices need as many different labels, not " + names.size());
        }
        boolean oneRescale = hasOneRescale(volume);
        ImageStack stack = new ImageStack(g.columns(), g.rows());
        for (int k = 0; k < g.slices(); k++) {
            stack.addSlice(sliceLabels.get(k), oneRescale ? storedPixels(volume, k) : valuePixels(volume, k));
        }
        ImagePlus image = new ImagePlus(title, stack);
        image.setDimensions(1, g.slices(), 1);
        double[] coefficients = oneRescale ? coefficients(volume) : new double[0];
        image.setCalibration(calibration(volume, coefficients));
        StackRecord.of(volume, names, coefficients).writeTo(image);
        return image;
    }

    /**
     * The calibrated voxels of an image: of a hyperstack, all slices of the current channel and frame.
     *
     * <p>An image that Figtrace opened gives back its geometry exactly, also when it was cut to some of its slices. For
     * any other image the geometry is what its Calibration says (mm, cm, um, inch ...; "pixel" is uncalibrated), the
     * spacing source says so, and patient coordinates start at the first pixel: ImageJ keeps no patient position.
     *
     * @throws ImageException for a colour image, a Calibration in a unit that is no length, or a stack whose slices no
     *     longer match the uneven or tilted geometry that they were opened with
     */
    public static Volume toVolume(ImagePlus image) throws ImageException {
        if (image.getBitDepth() == 24) {
            throw new ImageException(image.getTitle(), "is RGB; its pixels have no single value to measure");
        }
        ImageStack stack = currentSlices(image);
        Calibration cal = image.getCalibration();
        Optional<StackRecord> written = StackRecord.readFrom(image);
        Optional<StackRecord> record =
                written.flatMap(r -> r.forSlicesOf(stack)).filter(r -> agrees(r.geometry(), stack, cal));
        if (record.isEmpty() && written.isPresent() && !written.get().geometry().isRegular()) {
            throw new ImageException(
                    image.getTitle(),
                    "was cut, reordered or rescaled from a stack with a tilt or uneven gaps, which ImageJ cannot keep;"
                            + " measure on the stack as it was opened");
        }
        VolumeGeometry geometry = record.isPresent()
                ? record.get().geometry()
                : fromCalibration(image.getTitle(), stack.getWidth(), stack.getHeight(), stack.size(), cal);
        List<SliceReference> references = record.map(StackRecord::references).orElse(List.of());
        String spacingSource = record.map(r -> r.calibration().spacingSource())
                .orElse(
                        geometry.isCalibrated()
                                ? "ImageJ Calibration, unit " + cal.getUnit()
                                : "none: ImageJ Calibration, unit " + cal.getUnit());
        boolean sameValues = record.isPresent()
                && record.get().coefficients().equals(list(linear(cal).orElse(new double[0])))
                && !(cal.calibrated() && linear(cal).isEmpty());
        String valueSource = sameValues
                ? record.get().calibration().valueSource()
                : cal.calibrated() ? "ImageJ Calibration function" : "pixel values as they are in ImageJ";
        // ImageJ forgets the unit of a signed 16-bit image when its Calibration is copied (Calibration.setImage).
        ValueUnit unit = sameValues ? record.get().valueUnit() : valueUnit(cal);
        double[] slopes = new double[stack.size()];
        double[] intercepts = new double[stack.size()];
        Optional<double[]> line = linear(cal);
        Arrays.fill(slopes, line.map(c -> c[1]).orElse(1.0));
        Arrays.fill(intercepts, line.map(c -> c[0]).orElse(0.0));
        return new Volume(
                geometry,
                voxels(stack, cal.calibrated() && line.isEmpty() ? cal : null),
                slopes,
                intercepts,
                unit,
                new org.figtrace.volume.Calibration(spacingSource, valueSource),
                references,
                record.map(StackRecord::warnings).orElse(List.of()));
    }

    private static ImageStack currentSlices(ImagePlus image) {
        ImageStack all = image.getStack();
        int slices = image.getNSlices();
        if (slices == all.size()) {
            return all;
        }
        ImageStack some = new ImageStack(all.getWidth(), all.getHeight());
        for (int k = 0; k < slices; k++) {
            int n = StackPosition.stackIndex(image, k);
            some.addSlice(all.getSliceLabel(n), all.getPixels(n));
        }
        return some;
    }

    private static boolean hasOneRescale(Volume volume) {
        for (int k = 1; k < volume.geometry().slices(); k++) {
            if (volume.slope(k) != volume.slope(0) || volume.intercept(k) != volume.intercept(0)) {
                return false;
            }
        }
        return !(volume.voxels() instanceof Voxels.Floats) || isIdentity(volume);
    }

    private static boolean isIdentity(Volume volume) {
        return volume.slope(0) == 1 && volume.intercept(0) == 0;
    }

    private static Object storedPixels(Volume volume, int k) {
        if (volume.voxels() instanceof Voxels.Shorts s) {
            short[] pixels = s.data()[k].clone();
            for (int i = 0; s.signed() && i < pixels.length; i++) {
                pixels[i] ^= (short) 0x8000;
            }
            return pixels;
        }
        if (volume.voxels() instanceof Voxels.Bytes b) {
            byte[] pixels = b.data()[k].clone();
            for (int i = 0; b.signed() && i < pixels.length; i++) {
                pixels[i] ^= (byte) 0x80;
            }
            return pixels;
        }
        return ((Voxels.Floats) volume.voxels()).data()[k].clone();
    }

    private static float[] valuePixels(Volume volume, int k) {
        int columns = volume.geometry().columns();
        float[] pixels = new float[columns * volume.geometry().rows()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) volume.value(i % columns, i / columns, k);
        }
        return pixels;
    }

    /** Value = c[0] + c[1] * pixel, where the pixel is ImageJ's unsigned one; empty where that changes nothing. */
    private static double[] coefficients(Volume volume) {
        double offset = 0;
        if (volume.voxels() instanceof Voxels.Shorts s && s.signed()) {
            offset = 32768;
        } else if (volume.voxels() instanceof Voxels.Bytes b && b.signed()) {
            offset = 128;
        }
        return offset == 0 && isIdentity(volume)
                ? new double[0]
                : new double[] {volume.intercept(0) - offset * volume.slope(0), volume.slope(0)};
    }

    private static Calibration calibration(Volume volume, double[] coefficients) {
        VolumeGeometry g = volume.geometry();
        Calibration cal = new Calibration();
        if (g.isCalibrated()) {
            cal.setUnit("mm");
            cal.pixelWidth = g.columnSpacing();
            cal.pixelHeight = g.rowSpacing();
            // One slice has no step, and ImageJ no way to say so; its Calibration keeps 1.
            cal.pixelDepth = g.sliceSpacing().orElse(1);
        }
        if (coefficients.length > 0) {
            cal.setFunction(Calibration.STRAIGHT_LINE, coefficients, null);
        }
        if (!volume.valueUnit().equals(ValueUnit.ARBITRARY)) {
            cal.setValueUnit(volume.valueUnit().symbol());
        }
        return cal;
    }

    /** Whether size and pixel size are still those of the record: no crop, no scaling, no new scale. */
    private static boolean agrees(VolumeGeometry g, ImageStack stack, Calibration cal) {
        return g.columns() == stack.getWidth()
                && g.rows() == stack.getHeight()
                && g.isCalibrated() == !ImageJLength.isPixel(cal.getUnit())
                && (!g.isCalibrated()
                        || same(mm(cal.getXUnit(), cal.pixelWidth), g.columnSpacing())
                                && same(mm(cal.getYUnit(), cal.pixelHeight), g.rowSpacing()));
    }

    /** TIFF files keep pixels per unit as a fraction of integers, which is right to about six digits. */
    private static boolean same(double a, double b) {
        return Math.abs(a - b) <= 1e-5 * b;
    }

    private static double mm(String unit, double length) {
        OptionalDouble factor = ImageJLength.millimetres(unit);
        return factor.isPresent() ? length * factor.getAsDouble() : Double.NaN;
    }

    private static VolumeGeometry fromCalibration(String title, int columns, int rows, int slices, Calibration cal)
            throws ImageException {
        if (ImageJLength.isPixel(cal.getXUnit())) {
            return VolumeGeometry.uncalibrated(columns, rows, slices);
        }
        double dx = mm(cal.getXUnit(), cal.pixelWidth);
        double dy = mm(cal.getYUnit(), cal.pixelHeight);
        double dz = slices == 1 ? 1 : mm(cal.getZUnit(), cal.pixelDepth);
        if (!(dx > 0 && dy > 0 && dz > 0) || Double.isInfinite(dx + dy + dz)) {
            throw new ImageException(
                    title,
                    "its voxel size " + cal.pixelWidth + " x " + cal.pixelHeight + " x " + cal.pixelDepth + " "
                            + cal.getUnit() + " is no length; set it with Image>Properties");
        }
        return VolumeGeometry.axial(columns, rows, slices, Vector3.ZERO, dx, dy, dz);
    }

    private static Optional<double[]> linear(Calibration cal) {
        return cal.getFunction() == Calibration.STRAIGHT_LINE && !cal.zeroClip()
                ? Optional.of(cal.getCoefficients())
                : Optional.empty();
    }

    private static List<Double> list(double[] values) {
        List<Double> list = new ArrayList<>();
        for (double v : values) {
            list.add(v);
        }
        return list;
    }

    private static ValueUnit valueUnit(Calibration cal) {
        String unit = cal.getValueUnit();
        return unit == null || unit.isBlank() || unit.strip().equals(Calibration.DEFAULT_VALUE_UNIT)
                ? ValueUnit.ARBITRARY
                : new ValueUnit(unit.strip());
    }

    /** @param curve a calibration that is no straight line, applied pixel by pixel; null for none */
    private static Voxels voxels(ImageStack stack, Calibration curve) {
        int n = stack.size();
        if (curve != null) {
            float[][] values = new float[n][];
            for (int k = 0; k < n; k++) {
                ImageProcessor ip = stack.getProcessor(k + 1);
                values[k] = new float[stack.getWidth() * stack.getHeight()];
                for (int i = 0; i < values[k].length; i++) {
                    values[k][i] = (float) curve.getCValue(ip.get(i));
                }
            }
            return new Voxels.Floats(values);
        }
        Object first = stack.getPixels(1);
        if (first instanceof byte[]) {
            byte[][] data = new byte[n][];
            Arrays.setAll(data, k -> (byte[]) stack.getPixels(k + 1));
            return new Voxels.Bytes(data, false);
        }
        if (first instanceof short[]) {
            short[][] data = new short[n][];
            Arrays.setAll(data, k -> (short[]) stack.getPixels(k + 1));
            return new Voxels.Shorts(data, false);
        }
        float[][] data = new float[n][];
        Arrays.setAll(data, k -> (float[]) stack.getPixels(k + 1));
        return new Voxels.Floats(data);
    }
}
