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
import org.figtrace.dicom.StackSplit.Placed;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Calibration;
import org.figtrace.volume.ValueUnit;

/** Makes stacks of the frames of one Series Instance UID: those that share a grid, ordered along their normal. */
final class SeriesAssembler {
    /** More duplicates than this are counted, not named. */
    private static final int MOST_NAMED = 5;

    /** A stack of at least this many slices may say of a single one that it is the odd one. */
    private static final int CLEAR_MAJORITY = 3;

    /** More grids than any scanner makes; each frame is compared with all of them. */
    private static final int MOST_GRIDS = 1_000;

    private final String seriesInstanceUid;
    private final String engine;
    private final List<String> seriesWarnings;

    SeriesAssembler(String seriesInstanceUid, String engine, List<String> seriesWarnings) {
        this.seriesInstanceUid = seriesInstanceUid;
        this.engine = engine;
        this.seriesWarnings = seriesWarnings;
    }

    List<Series> assemble(List<ImageFrame> frames) {
        List<StackGrid> grids = new ArrayList<>();
        int leftOut = 0;
        // What a grid is made of is parsed from text, frame by frame; only putting them together needs an order.
        for (StackGrid own : frames.parallelStream().map(StackGrid::new).toList()) {
            Optional<StackGrid> known = grids.stream().filter(own::agreesWith).findFirst();
            if (known.isPresent()) {
                known.get().frames.add(own.first);
            } else if (grids.size() < MOST_GRIDS) {
                own.frames.add(own.first);
                grids.add(own);
            } else {
                leftOut++;
            }
        }
        if (leftOut > 0) {
            seriesWarnings.add("its frames lie on more than " + MOST_GRIDS + " grids; " + leftOut
                    + " frames on further ones are left out");
        }
        leaveOutOddSizes(grids);
        StackLabels labelled = new StackLabels();
        for (StackGrid grid : grids) {
            if (grid.orientation.isPresent() && grid.positioned) {
                positioned(grid, labelled);
            } else {
                unpositioned(grid, labelled);
            }
        }
        return labelled.series();
    }

    private void leaveOutOddSizes(List<StackGrid> grids) {
        for (StackGrid odd : List.copyOf(grids)) {
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

    private void positioned(StackGrid grid, StackLabels labelled) {
        Vector3 normal = grid.orientation.orElseThrow().normal();
        List<Placed> placed = new ArrayList<>(grid.frames.parallelStream()
                .map(frame -> {
                    Vector3 origin = frame.position().orElseThrow();
                    return new Placed(frame, origin, origin.dot(normal));
                })
                .toList());
        placed.sort(Comparator.comparingDouble(Placed::along).thenComparing(Placed::frame, BY_NUMBER));
        StackSplit.Volumes volumes = StackSplit.of(placed);
        for (List<Placed> volume : volumes.parts()) {
            List<String> warnings = new ArrayList<>(seriesWarnings);
            String name = volumes.name(volume);
            if (volumes.parts().size() > 1) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "%d volumes lie at the same places; this is the one with %s",
                        volumes.parts().size(),
                        name));
            }
            labelled.add(grid, name, stack(grid, withoutDuplicates(volume, warnings), warnings));
        }
    }

    private static List<Placed> withoutDuplicates(List<Placed> sorted, List<String> warnings) {
        List<Placed> kept = new ArrayList<>();
        int leftOut = 0;
        for (Placed p : sorted) {
            Placed last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
            if (last == null || p.along() - last.along() > StackSplit.SAME_PLACE_MM) {
                kept.add(p);
            } else if (++leftOut <= MOST_NAMED) {
                warnings.add(String.format(
                        Locale.ROOT,
                        "%s: lies at the same place as %s (%.3f mm along the normal); left out",
                        p.frame().label(),
                        last.frame().label(),
                        p.along()));
            }
        }
        if (leftOut > MOST_NAMED) {
            warnings.add(leftOut + " images in all lie at the places of others and are left out");
        }
        return kept;
    }

    private Series stack(StackGrid grid, List<Placed> slices, List<String> warnings) {
        ImageFrame first = grid.first;
        grid.spacing.warning().ifPresent(warnings::add);
        List<ImageFrame> frames = slices.stream().map(Placed::frame).toList();
        if (grid.spacing.millimetres().isEmpty()) {
            return series(
                    grid,
                    VolumeGeometry.uncalibrated(first.columns(), first.rows(), slices.size()),
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
        return series(grid, geometry, grid.spacing.source() + ", ImagePositionPatient (0020,0032)", frames, warnings);
    }

    /**
     * Frames without a place in the patient. One may be measured in its plane; several are ordered by Instance Number,
     * in pixels, because nothing says how far apart they are.
     */
    private void unpositioned(StackGrid grid, StackLabels labelled) {
        List<ImageFrame> frames = grid.frames.stream().sorted(BY_NUMBER).toList();
        boolean views = InPlaneSpacing.isProjection(grid.first.modality()) || isCine(grid.first);
        if (!views) {
            labelled.add(grid, "", unpositioned(grid, frames));
            return;
        }
        // Each image is a view or a run of its own.
        Map<DicomObject, List<ImageFrame>> byImage = new LinkedHashMap<>();
        frames.forEach(
                f -> byImage.computeIfAbsent(f.image(), i -> new ArrayList<>()).add(f));
        byImage.forEach((image, own) -> labelled.add(
                grid,
                image.dataSet()
                        .string(Tag.InstanceNumber)
                        .map(n -> "image " + n)
                        .orElse(""),
                unpositioned(grid, own)));
    }

    /** Frames of one image that follow in time. */
    private static boolean isCine(ImageFrame frame) {
        return frame.image().dataSet().integer(Tag.NumberOfFrames).orElse(1) > 1
                && (frame.modality().equals("US") || frame.image().dataSet().contains(Tag.FrameTime));
    }

    private Series unpositioned(StackGrid grid, List<ImageFrame> frames) {
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
            return series(grid, plane, spacing.source(), frames, warnings);
        }
        if (frames.size() > 1) {
            boolean one = frames.stream().map(ImageFrame::image).distinct().count() == 1;
            warnings.add(first.name() + ": " + missing + " is missing or wrong in " + frames.size()
                    + (one
                            ? " frames; they follow each other as they are stored"
                            : " images; they are ordered by InstanceNumber (0020,0013)")
                    + " and are no volume; distances cannot be in mm");
            if (one) {
                cine(first, spacing).forEach(warnings::add);
            }
        }
        ultrasoundRegions(first).ifPresent(warnings::add);
        VolumeGeometry pixels = VolumeGeometry.uncalibrated(first.columns(), first.rows(), frames.size());
        String source =
                spacing.millimetres().isEmpty() ? spacing.source() : "none: " + missing + " is missing or wrong";
        return series(grid, pixels, source, frames, warnings);
    }

    /** What the frames of one image without positions are known to be apart, in their plane and in time. */
    private static List<String> cine(ImageFrame first, InPlaneSpacing spacing) {
        List<String> known = new ArrayList<>();
        spacing.millimetres()
                .ifPresent(mm -> known.add(first.name() + ": within a frame PixelSpacing (0028,0030) is " + mm[0] + "\\"
                        + mm[1] + " mm, which is not used for a stack without positions"));
        first.image()
                .dataSet()
                .decimal(Tag.FrameTime)
                .ifPresent(ms -> known.add(
                        first.name() + ": its frames are moments, " + ms + " ms apart (FrameTime (0018,1063))"));
        return known;
    }

    /** Ultrasound gives its scale for regions of the picture (PS3.3 C.8.5.5), not for the whole. */
    private static Optional<String> ultrasoundRegions(ImageFrame frame) {
        List<DataSet> regions = frame.image().dataSet().items(Tag.SequenceOfUltrasoundRegions);
        return regions.stream()
                .filter(r -> r.decimal(Tag.PhysicalDeltaX).isPresent())
                .findFirst()
                .map(r -> frame.name() + ": SequenceOfUltrasoundRegions (0018,6011) gives a scale for " + regions.size()
                        + (regions.size() == 1 ? " region" : " regions") + ", which is not used; PhysicalDeltaX"
                        + " (0018,602C) is " + r.string(Tag.PhysicalDeltaX).orElseThrow());
    }

    /** What the values of a frame are in, and either where that comes from or why it cannot be told. */
    private record FrameValues(ValueUnit unit, Optional<String> source, Optional<String> problem) {
        static FrameValues of(ImageFrame frame) {
            try {
                Rescale rescale = Rescale.of(frame);
                return new FrameValues(rescale.unit(), Optional.of(rescale.source()), Optional.empty());
            } catch (IOException e) {
                return new FrameValues(ValueUnit.ARBITRARY, Optional.empty(), Optional.of(e.getMessage()));
            }
        }
    }

    private Series series(
            StackGrid grid,
            VolumeGeometry geometry,
            String spacingSource,
            List<ImageFrame> frames,
            List<String> warnings) {
        DataSet data = frames.get(0).image().dataSet();
        Set<ValueUnit> units = new LinkedHashSet<>();
        Set<String> sources = new LinkedHashSet<>();
        for (FrameValues values : frames.parallelStream().map(FrameValues::of).toList()) {
            units.add(values.unit());
            values.source().ifPresent(sources::add);
            values.problem().ifPresent(warnings::add);
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
                Optional.empty(),
                data.string(Tag.FrameOfReferenceUID),
                geometry,
                thickness(frames),
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
