package org.figtrace.phantom;

import java.util.List;
import java.util.stream.IntStream;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/**
 * How the phantom is scanned once: the grid, what a tissue looks like, and how much noise lies on it.
 *
 * @param name folder of its images, and the start of everything that is derived for it
 * @param sliceThicknessMm extent of a slice along the normal; smaller than the step between slices
 * @param noise standard deviation, in stored units
 * @param storedOffset stored value = tissue value + offset (minus RescaleIntercept)
 */
record Acquisition(
        String name,
        String modality,
        int seriesNumber,
        String description,
        VolumeGeometry geometry,
        double sliceThicknessMm,
        double noise,
        int storedOffset) {
    /** Middle of the head with its mass; where both stacks are centred. */
    private static final Vector3 MIDDLE = new Vector3(1.5, -12, 32.5);

    /** Axial CT, voxels 1.25 x 1.35 x 3.2 mm, slices 3.0 mm thick. */
    static Acquisition ct() {
        return new Acquisition(
                "ct",
                "CT",
                2,
                "Head axial",
                centred(new Vector3(1, 0, 0), new Vector3(0, 1, 0), new int[] {136, 150, 50}, new double[] {
                    1.25, 1.35, 3.2
                }),
                3.0,
                5,
                1024);
    }

    /** Coronal T1-weighted MR turned 9 degrees about the head-foot axis and 6 degrees about the left-right axis. */
    static Acquisition mr() {
        Vector3 row = aboutX(aboutZ(new Vector3(1, 0, 0), 9), 6);
        Vector3 column = aboutX(aboutZ(new Vector3(0, 0, -1), 9), 6);
        return new Acquisition(
                "mr",
                "MR",
                3,
                "Head T1 oblique coronal",
                centred(row, column, new int[] {124, 110, 52}, new double[] {1.5, 1.65, 4.1}),
                3.5,
                9,
                0);
    }

    static List<Acquisition> all() {
        return List.of(ct(), mr());
    }

    boolean isCt() {
        return modality.equals("CT");
    }

    int valueOf(Tissue tissue) {
        return isCt() ? tissue.hounsfield() : tissue.t1Signal();
    }

    double sliceStepMm() {
        return geometry.sliceSpacing().orElseThrow();
    }

    /** File of the image of slice k. Sorting the names does not sort the slices. */
    String fileName(int k) {
        return "%s/IM%04d.dcm".formatted(name, (17 * k + 11) % geometry.slices() + 1);
    }

    /** CT counts its instances from the head down, against the order of the positions. */
    int instanceNumber(int k) {
        return isCt() ? geometry.slices() - k : k + 1;
    }

    String seriesUid() {
        return FixedUid.of(name);
    }

    String instanceUid(int k) {
        return FixedUid.of(name + " slice " + k);
    }

    IntStream slices() {
        return IntStream.range(0, geometry.slices());
    }

    private static VolumeGeometry centred(Vector3 row, Vector3 column, int[] size, double[] spacing) {
        Vector3 origin = MIDDLE.minus(row.times((size[0] - 1) / 2.0 * spacing[0]))
                .minus(column.times((size[1] - 1) / 2.0 * spacing[1]))
                .minus(row.cross(column).times((size[2] - 1) / 2.0 * spacing[2]));
        return VolumeGeometry.regular(
                size[0], size[1], size[2], origin, row, column, spacing[0], spacing[1], spacing[2]);
    }

    private static Vector3 aboutZ(Vector3 v, double degrees) {
        double cos = StrictMath.cos(StrictMath.toRadians(degrees));
        double sin = StrictMath.sin(StrictMath.toRadians(degrees));
        return new Vector3(cos * v.x() - sin * v.y(), sin * v.x() + cos * v.y(), v.z());
    }

    private static Vector3 aboutX(Vector3 v, double degrees) {
        double cos = StrictMath.cos(StrictMath.toRadians(degrees));
        double sin = StrictMath.sin(StrictMath.toRadians(degrees));
        return new Vector3(v.x(), cos * v.y() - sin * v.z(), sin * v.y() + cos * v.z());
    }
}
