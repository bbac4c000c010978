package org.figtrace.dicom;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.ValueUnit;

/** Makes stacks of the frames of one Series Instance UID: those that share a grid, ordered along their normal. */
final class SeriesAssembler {
    /** Projections on the normal closer than this, in mm, are the same place. */
    static final double SAME_PLACE_MM = 1e-3;

    /** A stack of at least this many slices may say of a single one that it is the odd one. */
    private static final int CLEAR_MAJORITY = 3;

    private final String seriesInstanceUid;
    private final String engine;
    private final List<String> seriesWarnings;

    SeriesAssembler(String seriesInstanceUid, String engine, List<String> seriesWarnings) {
        this.seriesInstanceUid = seriesInstanceUid;
        this.engine = engine;
        this.seriesWarnings = seriesWarnings;
    }

    List<Series> assemble(List<ImageFrame> frames) {
        List<Grid> grids = new ArrayList<>();
        for (ImageFrame frame : frames) {
            Grid grid = new Grid(frame);
            grids.stream()
                    .filter(grid::agreesWith)
                    .findFirst()
                    .orElseGet(() -> {
                        grids.add(grid);
                        return grid;
                    })
                    .frames
                    .add(frame);
        }
        leaveOutOddSizes(grids);
        List<Series> series = new ArrayList<>();
        for (Grid grid : grids) {
            if (grid.orientation.isPresent() && grid.positioned) {
                series.addAll(positioned(grid));
            } else {
                series.addAll(unpositioned(grid));
            }
        }
        return series;
    }

    /** What the frames of a stack have in common. */
    private static final class Grid {
        final ImageFrame first;
        final Optional<Orientation> orientation;
        final boolean positioned;
        final InPlaneSpacing spacing;
        final String frameOfReference;
        final List<ImageFrame> frames = new ArrayList<>();

        Grid(ImageFrame first) {
            this.first = first;
            this.orientation = first.orientation();
            this.positioned = first.position().isPresent();
            this.spacing = InPlaneSpacing.of(first);
            this.frameOfReference =
                    first.image().dataSet().string(Tag.FrameOfReferenceUID).orElse("");
        }

        boolean agreesWith(Grid other) {
            return first.rows() == other.first.rows()
                    && first.columns() == other.first.columns()
                    && first.samples() == other.first.samples()
                    && agreesButForSizeWith(other);
        }

        boolean agreesButForSizeWith(Grid other) {
            return positioned == other.positioned
                    && first.isLocalizer() == other.first.isLocalizer()
                    && first.modality().equals(other.first.modality())
                    && frameOfReference.equals(other.frameOfReference)
                    && spacing.agreesWith(other.spacing)
                    && orientation.isPresent() == other.orientation.isPresent()
                    && (orientation.isEmpty() || orientation.get().agreesWith(other.orientation.get()));
        }
    }

    private void leaveOutOddSizes(List<Grid> grids) {
        for (Grid odd : List.copyOf(grids)) {
            if (odd.frames.size() > 1) {
                continue;
            }
            grids.stream()
                    .filter(g -> g.frames.size() >= CLEAR_MAJORITY && g.agreesButForSizeWith(odd))
                    .findFirst()
                    .ifPresent(usual -> {
                        grids.remove(odd);
                        seriesWarnings.add(String.format(
                                Locale.ROOT,
                                "%s: Columns (0028,0011) by Rows (0028,0010) is %d x %d where the other %d slices have %d x %d; left out",
                                odd.first.label(),
                                odd.first.columns(),
                                odd.first.rows(),
                                usual.frames.size(),
                                usual.first.columns(),
                                usual.first.rows()));
                    });
        }
    }

    private record Placed(ImageFrame frame, Vector3 origin, double along) {}

    private List<Series> positioned(Grid grid) {
        Vector3 normal = grid.orientation.orElseThrow().normal();
        List<Placed> placed = new ArrayList<>();
        for (ImageFrame frame : grid.frames) {
            Vector3 origin = frame.position().orElseThrow();
            placed.add(new Placed(frame, origin, origin.dot(normal)));
        }
        placed.sort(Comparator.comparingDouble(Placed::along).thenComparing(Placed::frame, BY_NUMBER));
        List<Series> series = new ArrayList<>();
        Volumes volumes = split(placed);
        for (List<Placed> volume : volumes.parts()) {
            List<String> warnings = new ArrayList<>(seriesWarnings);
            if (volumes.parts().size() > 1) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "%d volumes lie at the same places; this is the one with %s",
                        volumes.parts().size(),
                        volumes.name(volume.get(0).frame())));
            }
            series.add(stack(grid, withoutDuplicates(volume, warnings), warnings));
        }
        return series;
    }

    /** @param by what tells the parts apart; empty where there is one part */
    private record Volumes(List<List<Placed>> parts, List<ImageFrame.Distinction> by) {
        String name(ImageFrame frame) {
            List<String> names = new ArrayList<>();
            for (ImageFrame.Distinction d : by) {
                String value = frame.distinction(d);
                names.add(value.isEmpty() ? "no " + d.words : d.words + " " + value);
            }
            return String.join(", ", names);
        }
    }

    /**
     * Several volumes are proved only by slices at the same place that some attribute tells apart. One attribute is
     * tried after the other, then all together; where none does, the stack stays one and has duplicates.
     */
    private static Volumes split(List<Placed> sorted) {
        if (places(sorted) == sorted.size()) {
            return new Volumes(List.of(sorted), List.of());
        }
        List<ImageFrame.Distinction> varying = new ArrayList<>();
        for (ImageFrame.Distinction d : ImageFrame.Distinction.values()) {
            Optional<Volumes> found = splitBy(sorted, List.of(d));
            if (found.isPresent()) {
                return found.get();
            }
            if (sorted.stream().map(p -> p.frame().distinction(d)).distinct().count() > 1) {
                varying.add(d);
            }
        }
        return splitBy(sorted, varying).orElse(new Volumes(List.of(sorted), List.of()));
    }

    private static Optional<Volumes> splitBy(List<Placed> sorted, List<ImageFrame.Distinction> by) {
        Map<List<String>, List<Placed>> parts = new LinkedHashMap<>();
        for (Placed p : sorted) {
            List<String> key = by.stream().map(d -> p.frame().distinction(d)).toList();
            parts.computeIfAbsent(key, k -> new ArrayList<>()).add(p);
        }
        boolean onePlace = places(sorted) == 1;
        boolean proved = parts.size() > 1
                && parts.values().stream()
                        .allMatch(part -> places(part) == part.size() && (part.size() > 1 || onePlace));
        return proved ? Optional.of(new Volumes(List.copyOf(parts.values()), by)) : Optional.empty();
    }

    private static int places(List<Placed> sorted) {
        int places = 1;
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).along() - sorted.get(i - 1).along() > SAME_PLACE_MM) {
                places++;
            }
        }
        return places;
    }

    private static List<Placed> withoutDuplicates(List<Placed> sorted, List<String> warnings) {
        List<Placed> kept = new ArrayList<>();
        for (Placed p : sorted) {
            Placed last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
            if (last != null && p.along() - last.along() <= SAME_PLACE_MM) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "%s: lies at the same place as %s (%.3f mm along the normal); left out",
                        p.frame().label(),
                        last.frame().label(),
                        p.along()));
            } else {
                kept.add(p);
            }
        }
        return kept;
    }

    private Series stack(Grid grid, List<Placed> slices, List<String> warnings) {
        ImageFrame first = grid.first;
        grid.spacing.warning().ifPresent(warnings::add);
        List<ImageFrame> frames = slices.stream().map(Placed::frame).toList();
        if (grid.spacing.millimetres().isEmpty()) {
            return series(
                    grid,
                    VolumeGeometry.uncalibrated(first.columns(), first.rows(), slices.size()),
                    0,
                    grid.spacing.source(),
                    frames,
                    warnings);
        }
        double[] mm = grid.spacing.millimetres().get();
        Orientation orientation = grid.orientation.orElseThrow();
        VolumeGeometry geometry = VolumeGeometry.ofSlices(
                first.columns(),
                first.rows(),
                orientation.row(),
                orientation.column(),
                mm[1],
                mm[0],
                slices.stream().map(Placed::origin).toList());
        StackCheck check =
                new StackCheck(geometry, frames.stream().map(ImageFrame::label).toList());
        warnings.addAll(check.warnings());
        return series(
                grid,
                geometry,
                check.tiltDeg(),
                grid.spacing.source() + ", ImagePositionPatient (0020,0032)",
                frames,
                warnings);
    }

    /**
     * Frames without a place in the patient. One may be measured in its plane; several are ordered by Instance Number,
     * in pixels, because nothing says how far apart they are.
     */
    private List<Series> unpositioned(Grid grid) {
        List<ImageFrame> frames = grid.frames.stream().sorted(BY_NUMBER).toList();
        boolean views = InPlaneSpacing.isProjection(grid.first.modality());
        List<Series> series = new ArrayList<>();
        if (views && frames.stream().map(ImageFrame::image).distinct().count() == frames.size()) {
            frames.forEach(view -> series.add(unpositioned(grid, List.of(view))));
        } else {
            series.add(unpositioned(grid, frames));
        }
        return series;
    }

    private Series unpositioned(Grid grid, List<ImageFrame> frames) {
        ImageFrame first = frames.get(0);
        List<String> warnings = new ArrayList<>(seriesWarnings);
        InPlaneSpacing spacing = frames.size() == 1 ? InPlaneSpacing.of(first) : grid.spacing;
        spacing.warning().ifPresent(warnings::add);
        String missing = grid.positioned ? "ImageOrientationPatient (0020,0037)" : "ImagePositionPatient (0020,0032)";
        if (frames.size() == 1 && spacing.millimetres().isPresent()) {
            warnings.add(first.label() + ": " + missing
                    + " is missing or wrong; coordinates count from its first pixel, not in the patient");
            double[] mm = spacing.millimetres().get();
            VolumeGeometry plane =
                    VolumeGeometry.axial(first.columns(), first.rows(), 1, Vector3.ZERO, mm[1], mm[0], 1);
            return series(grid, plane, 0, spacing.source(), frames, warnings);
        }
        if (frames.size() > 1) {
            warnings.add(first.name() + ": " + missing + " is missing or wrong in " + frames.size()
                    + " images; they are ordered by InstanceNumber (0020,0013) and are no volume;"
                    + " distances cannot be in mm");
        }
        VolumeGeometry pixels = VolumeGeometry.uncalibrated(first.columns(), first.rows(), frames.size());
        String source =
                spacing.millimetres().isEmpty() ? spacing.source() : "none: " + missing + " is missing or wrong";
        return series(grid, pixels, 0, source, frames, warnings);
    }

    private Series series(
            Grid grid,
            VolumeGeometry geometry,
            double tiltDeg,
            String spacingSource,
            List<ImageFrame> frames,
            List<String> warnings) {
        DataSet data = frames.get(0).image().dataSet();
        Set<ValueUnit> units = new LinkedHashSet<>();
        Set<String> sources = new LinkedHashSet<>();
        for (ImageFrame frame : frames) {
            try {
                Rescale rescale = Rescale.of(frame);
                units.add(rescale.unit());
                sources.add(rescale.source());
            } catch (IOException e) {
                units.add(ValueUnit.ARBITRARY);
                warnings.add(e.getMessage());
            }
        }
        if (units.size() > 1) {
            warnings.add(frames.get(0).name() + ": its slices have values in "
                    + String.join(" and ", units.stream().map(ValueUnit::symbol).toList())
                    + " (RescaleType (0028,1054)); they are taken as arbitrary");
        }
        return new Series(
                seriesInstanceUid,
                data.string(Tag.StudyInstanceUID).orElse(""),
                data.string(Tag.PatientID),
                grid.first.modality(),
                data.string(Tag.SeriesDescription),
                data.string(Tag.FrameOfReferenceUID),
                geometry,
                thickness(frames),
                tiltDeg,
                units.size() == 1 ? units.iterator().next() : ValueUnit.ARBITRARY,
                new Calibration(spacingSource, String.join("; ", sources)),
                frames.stream().map(ImageFrame::image).toList(),
                frames.stream().map(ImageFrame::frame).toList(),
                List.copyOf(warnings),
                engine);
    }

    private static OptionalDouble thickness(List<ImageFrame> frames) {
        double[] all = frames.stream()
                .map(ImageFrame::sliceThicknessMm)
                .mapToDouble(t -> t.orElse(Double.NaN))
                .distinct()
                .toArray();
        return all.length == 1 && all[0] > 0 ? OptionalDouble.of(all[0]) : OptionalDouble.empty();
    }

    private static final Comparator<ImageFrame> BY_NUMBER = Comparator.comparingInt((ImageFrame f) ->
                    f.image().dataSet().integer(Tag.InstanceNumber).orElse(Integer.MAX_VALUE))
            .thenComparing(ImageFrame::name)
            .thenComparingInt(ImageFrame::frame);
}
