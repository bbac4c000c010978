package org.figtrace.imagej;

import ij.ImagePlus;
import ij.ImageStack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.Mask;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;

/** A mask as an 8-bit image, 255 inside and 0 outside, that lies where its source lies. */
final class MaskImage {
    private static final byte INSIDE = (byte) 255;

    private MaskImage() {}

    /** @param volume of the source, on whose grid the mask is */
    static ImagePlus of(ImagePlus source, Volume volume, Mask mask, String title) {
        VolumeGeometry g = volume.geometry();
        byte[][] pixels = new byte[g.slices()][g.columns() * g.rows()];
        double[] slopes = new double[g.slices()];
        Arrays.fill(slopes, 1);
        for (int k = 0; k < g.slices(); k++) {
            BitSet bits = mask.slice(k);
            for (int b = bits.nextSetBit(0); b >= 0; b = bits.nextSetBit(b + 1)) {
                pixels[k][b] = INSIDE;
            }
        }
        Volume inside = new Volume(
                g,
                new Voxels.Bytes(pixels, false),
                slopes,
                new double[g.slices()],
                ValueUnit.ARBITRARY,
                new Calibration(volume.calibration().spacingSource(), "mask: 255 inside, 0 outside"),
                volume.references(),
                volume.warnings());
        ImagePlus image = ImagePlusVolume.toImagePlus(inside, title, labels(source, g.slices()));
        image.setDisplayRange(0, 255);
        image.setPosition(StackPosition.of(source).slice());
        return image;
    }

    /** Those of the source; numbers where it has none or the same for two slices. */
    private static List<String> labels(ImagePlus source, int slices) {
        ImageStack stack = source.getStack();
        List<String> labels = new ArrayList<>();
        List<String> numbers = new ArrayList<>();
        Set<String> names = new HashSet<>(Set.of(""));
        boolean distinct = true;
        for (int k = 0; k < slices; k++) {
            String label = stack.getSliceLabel(StackPosition.stackIndex(source, k));
            distinct &= names.add(StackRecord.firstLine(label));
            labels.add(label);
            numbers.add("slice " + (k + 1));
        }
        return distinct ? labels : numbers;
    }
}
