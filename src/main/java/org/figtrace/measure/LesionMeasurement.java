package org.figtrace.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.figtrace.geometry.LengthUnit;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Contour;
import org.figtrace.volume.ContourMask;
import org.figtrace.volume.Mask;
import org.figtrace.volume.SliceReference;
import org.figtrace.volume.ValueUnit;
import org.figtrace.volume.Volume;

/**
 * Everything that is measured of one lesion. Lengths are in {@link #lengthUnit()}. What the image cannot tell is empty:
 * a single slice has no volume and nothing in 3D, and an image without spacing gives diameters in pixels on its slices
 * but no volume, area or 3D length, because nothing says how many pixels apart its slices are.
 *
 * @param sliceReference the image of the slice of the longest diameter, where the volume came from DICOM
 * @param maxDiameter3d see {@link MaximumDiameter}
 * @param voxels how many voxels the lesion has
 * @param volume by counting voxels, see {@link VoxelVolume}
 * @param mesh see {@link SurfaceMesh}
 * @param statistics empty where no voxel has a finite value
 */
public record LesionMeasurement(
        LengthUnit lengthUnit,
        Bidirectional longestAxial,
        Optional<SliceReference> sliceReference,
        Optional<Segment> maxDiameter3d,
        long voxels,
        OptionalDouble volume,
        Optional<SurfaceMesh> mesh,
        Optional<AxisLengths> axisLengths,
        Optional<ValueStatistics> statistics,
        ValueUnit valueUnit,
        Provenance provenance) {
    /** A mask of another file is on the same grid when no corner differs by more than this part of a voxel. */
    private static final double SAME_GRID = 0.1;

    /**
     * Measures the voxels of the mask in the volume; in-plane diameters come from the contours where they are given.
     *
     * @throws NotMeasurableException for an empty mask or one on another grid
     */
    public static LesionMeasurement of(Volume volume, Mask mask, Optional<List<Contour>> contours, ShortAxisRule rule)
            throws NotMeasurableException {
        VolumeGeometry g = volume.geometry();
        Mask lesion = onGridOf(volume, mask);
        if (lesion.isEmpty()) {
            throw new NotMeasurableException("the mask holds no voxel; there is nothing to measure");
        }
        List<String> warnings = new ArrayList<>(volume.warnings());
        Bidirectional axial = axial(lesion, contours, rule, warnings);
        boolean threeD = g.isCalibrated() && g.slices() > 1;
        Optional<ValueStatistics> statistics = ValueStatistics.of(volume, lesion);
        warnAboutImage(g, lesion, statistics, warnings);
        islands(lesion).ifPresent(warnings::add);
        LesionMeasurement measured = new LesionMeasurement(
                g.unit(),
                axial,
                volume.references().isEmpty()
                        ? Optional.empty()
                        : Optional.of(volume.references().get(axial.slice())),
                threeD ? MaximumDiameter.of(lesion) : Optional.empty(),
                lesion.count(),
                threeD ? VoxelVolume.of(lesion) : OptionalDouble.empty(),
                threeD ? SurfaceMesh.of(lesion) : Optional.empty(),
                threeD ? AxisLengths.of(lesion) : Optional.empty(),
                statistics,
                volume.valueUnit(),
                provenance(volume, axial, List.of(), warnings));
        List<String> definitions = measured.quantities().stream()
                .map(Quantity::definition)
                .distinct()
                .toList();
        return measured.with(provenance(volume, axial, definitions, warnings));
    }

    private LesionMeasurement with(Provenance complete) {
        return new LesionMeasurement(
                lengthUnit,
                longestAxial,
                sliceReference,
                maxDiameter3d,
                voxels,
                volume,
                mesh,
                axisLengths,
                statistics,
                valueUnit,
                complete);
    }

    private static Provenance provenance(
            Volume volume, Bidirectional axial, List<String> definitions, List<String> warnings) {
        VolumeGeometry g = volume.geometry();
        return new Provenance(
                volume.calibration().spacingSource(),
                volume.calibration().valueSource(),
                SlicePlane.of(g),
                g.isCalibrated() ? g.sliceSpacing() : OptionalDouble.empty(),
                g.tiltDeg(),
                axial.endPointRule().definition(),
                axial.shortAxisRule().definition(),
                definitions,
                warnings);
    }

    /** The same voxels on the grid of the volume, whose positions are exact where a mask file rounds them. */
    private static Mask onGridOf(Volume volume, Mask mask) throws NotMeasurableException {
        VolumeGeometry g = volume.geometry();
        VolumeGeometry other = mask.geometry();
        if (g == other) {
            return mask;
        }
        double finest = Math.min(g.columnSpacing(), g.rowSpacing());
        for (double gap : g.gaps()) {
            finest = Math.min(finest, gap);
        }
        if (g.unit() != other.unit() || !g.sameGridAs(other, SAME_GRID * finest)) {
            throw new NotMeasurableException(
                    "the mask (" + describe(other) + ") is not on the grid of the image (" + describe(g) + ")");
        }
        Mask moved = new Mask(g);
        for (int k = 0; k < g.slices(); k++) {
            moved.slice(k).or(mask.slice(k));
        }
        return moved;
    }

    /** Size, spacing and the centres of the first and the last voxel. */
    private static String describe(VolumeGeometry g) {
        Vector3 last = g.toPatient(g.columns() - 1, g.rows() - 1, g.slices() - 1);
        return String.format(
                Locale.ROOT,
                "%d x %d x %d voxels of %.4f x %.4f %s from (%.3f, %.3f, %.3f) to (%.3f, %.3f, %.3f)",
                g.columns(),
                g.rows(),
                g.slices(),
                g.columnSpacing(),
                g.rowSpacing(),
                g.unit().symbol(),
                g.sliceOrigin(0).x(),
                g.sliceOrigin(0).y(),
                g.sliceOrigin(0).z(),
                last.x(),
                last.y(),
                last.z());
    }

    private static Bidirectional axial(
            Mask lesion, Optional<List<Contour>> contours, ShortAxisRule rule, List<String> warnings) {
        if (contours.isPresent()) {
            ContourMask.Result drawn = ContourMask.of(lesion.geometry(), contours.get());
            warnings.addAll(drawn.warnings());
            Optional<Bidirectional> fromContours = AxialDiameter.ofContours(lesion.geometry(), drawn, rule);
            if (fromContours.isPresent()) {
                return fromContours.get();
            }
            warnings.add("no contour lies on a slice; diameters are taken from the mask");
        }
        return AxialDiameter.of(lesion, rule).orElseThrow();
    }

    private static void warnAboutImage(
            VolumeGeometry g, Mask lesion, Optional<ValueStatistics> statistics, List<String> warnings) {
        if (!g.isCalibrated()) {
            warnings.add("the image has no spacing: lengths are in pixels, volume and 3D lengths are unknown");
        } else if (g.slices() == 1) {
            warnings.add("a single slice has no extent across it: volume and 3D lengths are unknown");
        } else if (!lesion.slice(0).isEmpty() || !lesion.slice(g.slices() - 1).isEmpty()) {
            warnings.add("the lesion reaches the first or last slice and may go on beyond it");
        }
        if (statistics.isEmpty()) {
            warnings.add("no voxel of the lesion has a finite value");
            return;
        }
        if (statistics.get().notFinite() > 0) {
            warnings.add("voxels without a finite value, left out of the statistics: "
                    + statistics.get().notFinite());
        }
        if (statistics.get().padding() > 0) {
            warnings.add("voxels with the pixel padding value, which is no measurement, left out of the statistics: "
                    + statistics.get().padding());
        }
    }

    /** A reader who sees two pieces expects to know that the diameter is that of one. */
    private static Optional<String> islands(Mask lesion) {
        int slices = 0;
        int most = 1;
        int where = -1;
        for (int k = 0; k < lesion.geometry().slices(); k++) {
            int islands = SliceRegions.of(lesion.slice(k), lesion.geometry().columns())
                    .size();
            slices += islands > 1 ? 1 : 0;
            if (islands > most) {
                most = islands;
                where = k;
            }
        }
        return slices == 0
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "slices that hold several islands: %d (slice %d holds %d); a diameter is that of one island and"
                                + " does not bridge them",
                        slices,
                        where,
                        most));
    }

    /** Known numbers only, in the order of a table; a quantity that is unknown is not in the list. */
    public List<Quantity> quantities() {
        String length = lengthUnit.symbol();
        String square = length + "2";
        String cube = length + "3";
        String value = valueUnit.symbol();
        List<Quantity> list = new ArrayList<>();
        list.add(new Quantity(
                "longest axial diameter",
                longestAxial.longAxis().length(),
                length,
                "RECIST 1.1 longest diameter on one slice between "
                        + longestAxial.endPointRule().definition()));
        list.add(new Quantity(
                "short axis",
                longestAxial.shortAxis().length(),
                length,
                longestAxial.shortAxisRule().definition() + ", on the slice of the longest diameter"));
        list.add(new Quantity("WHO product", longestAxial.whoProduct(), square, "WHO longest diameter x short axis"));
        maxDiameter3d.ifPresent(d -> list.add(new Quantity(
                "maximum 3D diameter", d.length(), length, "IBSI L0JK, largest distance between mesh vertices")));
        volume.ifPresent(v -> list.add(
                new Quantity("volume", v, cube, "IBSI YEKZ, sum over slices of voxels x pixel area x slice extent")));
        mesh.ifPresent(m -> {
            list.add(new Quantity("mesh volume", m.volume(), cube, "IBSI RNU0, marching cubes at 0.5"));
            list.add(new Quantity("surface area", m.area(), square, "IBSI C0JK, marching cubes at 0.5"));
        });
        axisLengths.ifPresent(a -> {
            list.add(new Quantity("major axis", a.major(), length, "IBSI TDIC, 4 sqrt(lambda) of voxel centres"));
            list.add(new Quantity("minor axis", a.minor(), length, "IBSI P9VJ, 4 sqrt(lambda) of voxel centres"));
            list.add(new Quantity("least axis", a.least(), length, "IBSI 7J51, 4 sqrt(lambda) of voxel centres"));
        });
        mesh.ifPresent(m -> list.add(
                new Quantity("sphericity", m.sphericity(), "1", "IBSI QCFX, (36 pi V^2)^(1/3) / A of the mesh")));
        statistics.ifPresent(s -> {
            list.add(new Quantity("mean value", s.mean(), value, "mean of the voxels"));
            list.add(new Quantity(
                    "standard deviation", s.standardDeviation(), value, "population standard deviation of the voxels"));
            list.add(new Quantity("minimum value", s.min(), value, "lowest voxel"));
            list.add(new Quantity("maximum value", s.max(), value, "highest voxel"));
            list.add(new Quantity("median value", s.median(), value, "50th percentile of the voxels"));
            list.add(new Quantity("10th percentile", s.percentile10(), value, "10th percentile, linear interpolation"));
            list.add(new Quantity("90th percentile", s.percentile90(), value, "90th percentile, linear interpolation"));
        });
        return List.copyOf(list);
    }
}
