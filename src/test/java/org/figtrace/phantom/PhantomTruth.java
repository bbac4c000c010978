package org.figtrace.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/** What is true of the phantom, before any voxel: the rows of truth.csv. */
final class PhantomTruth {
    private static final double PRINTED = 0.00005;

    /**
     * One number.
     *
     * @param series folder of the images it is for
     * @param how where it comes from, without commas
     * @param error bound of the number itself, in its unit
     */
    record Row(String series, String quantity, double value, String unit, String how, double error) {
        String csv() {
            return String.format(Locale.ROOT, "%s,%s,%.4f,%s,%s,%s", series, quantity, value, unit, how, number(error));
        }

        private static String number(double error) {
            return String.format(Locale.ROOT, "%.5f", error).replaceAll("0+$", "");
        }
    }

    private final HeadPhantom phantom;

    PhantomTruth(HeadPhantom phantom) {
        this.phantom = phantom;
    }

    List<Row> rows() {
        Ellipsoid mass = phantom.massEllipsoid();
        SkullHole hole = new SkullHole(phantom);
        List<Vector3> outerRim = hole.rim(phantom.outerTable());
        List<Vector3> innerRim = hole.rim(phantom.innerTable());
        double outerGap = SkullHole.largestGap(outerRim);
        double innerGap = SkullHole.largestGap(innerRim);
        double bone = hole.destroyedBoneMm3(0.05);
        double boneError = Math.abs(bone - hole.destroyedBoneMm3(0.1)) + PRINTED;

        List<Row> rows = new ArrayList<>();
        for (Acquisition a : Acquisition.all()) {
            VolumeGeometry g = a.geometry();
            Vector3 n = g.normal();
            double middle = mass.centre().dot(n);
            double reach = mass.reach(n);
            Ellipsoid.Section central = mass.section(n, 0);
            int nearest = (int) Math.round(g.sliceIndexAt(middle));
            Ellipsoid.Section onSlice = mass.section(n, g.slicePosition(nearest) - middle);
            String s = a.name();
            rows.add(
                    exact(s, "mass_longest_axial_diameter", 2 * central.semiMajor(), "mm", "plane through the centre"));
            rows.add(exact(s, "mass_short_axis", 2 * central.semiMinor(), "mm", "plane through the centre"));
            rows.add(exact(
                    s, "mass_longest_axial_diameter_on_slices", 2 * onSlice.semiMajor(), "mm", "slice " + nearest));
            rows.add(exact(s, "mass_short_axis_on_slices", 2 * onSlice.semiMinor(), "mm", "slice " + nearest));
            rows.add(exact(s, "mass_max_diameter_3d", 2 * mass.semi()[0], "mm", "long axis of the ellipsoid"));
            rows.add(exact(s, "mass_volume", mass.volume(), "mm3", "4/3 pi a b c; nothing subtracted"));
            rows.add(exact(
                    s,
                    "mass_volume_of_slices",
                    volumeOfSlices(mass, g, middle, reach),
                    "mm3",
                    "area of the ellipse on each slice x step"));
            rows.add(exact(s, "mass_centre_x", mass.centre().x(), "mm", "LPS"));
            rows.add(exact(s, "mass_centre_y", mass.centre().y(), "mm", "LPS"));
            rows.add(exact(s, "mass_centre_z", mass.centre().z(), "mm", "LPS"));
            rows.add(exact(s, "mass_value", a.valueOf(Tissue.MASS), a.isCt() ? "HU" : "arbitrary", "before noise"));
            rows.add(new Row(
                    s,
                    "destroyed_bone_volume",
                    bone,
                    "mm3",
                    "chords of the shell inside the mass on a 0.05 mm grid",
                    boneError));
            rows.add(rimRow(s, "hole_gap_outer_table_3d", outerGap, "longest chord of the rim"));
            rows.add(rimRow(s, "hole_gap_inner_table_3d", innerGap, "longest chord of the rim"));
            rows.add(rimRow(
                    s,
                    "hole_gap_outer_table_in_plane",
                    SkullHole.largestGapInAnyPlane(outerRim, n),
                    "longest chord of the rim in any plane of this orientation"));
            rows.add(rimRow(
                    s,
                    "hole_gap_inner_table_in_plane",
                    SkullHole.largestGapInAnyPlane(innerRim, n),
                    "longest chord of the rim in any plane of this orientation"));
            rows.add(rimRow(
                    s,
                    "hole_gap_outer_table_on_slices",
                    largestOn(g, p -> SkullHole.gapInPlane(outerRim, n, p)),
                    "longest chord of the rim on a slice"));
            rows.add(rimRow(
                    s,
                    "hole_gap_inner_table_on_slices",
                    largestOn(g, p -> SkullHole.gapInPlane(innerRim, n, p)),
                    "longest chord of the rim on a slice"));
        }
        return rows;
    }

    String csv() {
        StringBuilder csv = new StringBuilder("series,quantity,value,unit,how,error\n");
        rows().forEach(r -> csv.append(r.csv()).append('\n'));
        return csv.toString();
    }

    private static double volumeOfSlices(Ellipsoid mass, VolumeGeometry g, double middle, double reach) {
        double volume = 0;
        for (int k = 0; k < g.slices(); k++) {
            double t = g.slicePosition(k) - middle;
            if (Math.abs(t) < reach) {
                Ellipsoid.Section section = mass.section(g.normal(), t);
                volume += Math.PI
                        * section.semiMajor()
                        * section.semiMinor()
                        * g.sliceSpacing().orElseThrow();
            }
        }
        return volume;
    }

    private static double largestOn(VolumeGeometry g, DoubleUnaryOperator gapAt) {
        double largest = 0;
        for (int k = 0; k < g.slices(); k++) {
            largest = Math.max(largest, gapAt.applyAsDouble(g.slicePosition(k)));
        }
        return largest;
    }

    private static Row exact(String series, String quantity, double value, String unit, String how) {
        return new Row(series, quantity, value, unit, "closed form: " + how, PRINTED);
    }

    /** 7200 points on a rim of about 180 mm: neighbours lie 0.025 mm apart and a chord misses less than 1e-4 mm. */
    private static Row rimRow(String series, String quantity, double value, String how) {
        return new Row(series, quantity, value, "mm", how + "; 7200 points", 0.0005);
    }
}
