package org.figtrace.exchange;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomException;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.Tag;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Contour;
import org.figtrace.volume.ContourMask;

/** Reads one region of an RTSTRUCT, DICOM SEG, NIfTI or NRRD file; which of them it is, its content says. */
public final class MaskFile {
    private static final int DICOM_PREAMBLE = 128;

    private MaskFile() {}

    /** What a region is placed on: its grid, and who it is where that is known. */
    private record Target(VolumeGeometry geometry, Optional<String> frameOfReferenceUid, Optional<String> seriesUid) {}

    /**
     * Places a region on the grid of a series. Voxels of NIfTI and NRRD files must coincide with voxels of the series;
     * frames of a SEG must lie on its slices; contours are drawn by the rule of {@link ContourMask}. A DICOM file in
     * another frame of reference than the series is refused, because its coordinates mean other places; one that was
     * drawn on another series of the same frame is placed with a warning.
     *
     * @param roi the region's name or number; may be left out where the file holds one region
     * @throws ExchangeException where the region cannot be told, read or placed
     * @throws DicomException where the file is damaged DICOM
     */
    public static LesionRegion read(Path file, Optional<String> roi, Series series, DicomEngine engine)
            throws IOException {
        return read(
                file,
                roi,
                new Target(series.geometry(), series.frameOfReferenceUid(), Optional.of(series.seriesInstanceUid())),
                engine);
    }

    /** As {@link #read(Path, Optional, Series, DicomEngine)}, for a grid whose series and frame are not known. */
    public static LesionRegion read(Path file, Optional<String> roi, VolumeGeometry target, DicomEngine engine)
            throws IOException {
        return read(file, roi, new Target(target, Optional.empty(), Optional.empty()), engine);
    }

    private static LesionRegion read(Path file, Optional<String> roi, Target target, DicomEngine engine)
            throws IOException {
        byte[] start;
        try (VoxelFile in = VoxelFile.open(file)) {
            start = in.peek(DICOM_PREAMBLE + 4);
        }
        if (NiftiHeader.begins(start)) {
            return labels("NIfTI", Nifti.readLabels(file), file, roi, target.geometry());
        }
        if (new String(start, StandardCharsets.US_ASCII).startsWith(NrrdHeader.MAGIC)) {
            return labels("NRRD", Nrrd.readLabels(file), file, roi, target.geometry());
        }
        return dicom(read(file, engine, start), file, roi, target, engine);
    }

    private static DicomObject read(Path file, DicomEngine engine, byte[] start) throws IOException {
        boolean part10 = start.length == DICOM_PREAMBLE + 4
                && new String(start, DICOM_PREAMBLE, 4, StandardCharsets.US_ASCII).equals("DICM");
        try {
            return engine.readHeader(DicomSource.of(file));
        } catch (DicomException unreadable) {
            if (part10) {
                throw unreadable;
            }
            throw new ExchangeException(
                    file.toString(), "is no mask file: neither RTSTRUCT, DICOM SEG, NIfTI nor NRRD", unreadable);
        }
    }

    private static LesionRegion dicom(
            DicomObject object, Path file, Optional<String> roi, Target target, DicomEngine engine) throws IOException {
        if (Segmentation.is(object.dataSet())) {
            return segment(Segmentation.read(object, engine), file, roi, target);
        }
        if (RtStruct.is(object.dataSet())) {
            return contours(RtStruct.read(object.dataSet(), file.toString()), file, roi, target);
        }
        throw new ExchangeException(
                file.toString(),
                "is DICOM but neither RTSTRUCT nor SEG: SOPClassUID (0008,0016) is "
                        + object.dataSet().string(Tag.SOPClassUID).orElse("missing"));
    }

    private static LesionRegion segment(Segmentation segmentation, Path file, Optional<String> roi, Target target)
            throws IOException {
        Segmentation.Segment chosen = choose(
                segmentation.segments().stream().filter(s -> !s.isBackground()).toList(),
                Segmentation.Segment::label,
                s -> Integer.toString(s.number()),
                roi,
                "segments",
                file.toString());
        requireFrame(segmentation.frameOfReferenceUid(), target, file.toString());
        List<String> warnings = new ArrayList<>(otherSeries(segmentation.referencedSeriesUids(), target));
        return new LesionRegion(
                segmentation.mask(chosen.number(), target.geometry(), warnings),
                Optional.empty(),
                chosen.label(),
                "DICOM SEG " + file.getFileName(),
                warnings);
    }

    private static LesionRegion contours(RtStruct struct, Path file, Optional<String> roi, Target target)
            throws ExchangeException {
        String name = file.toString();
        RtStruct.Roi chosen = choose(
                struct.rois(), RtStruct.Roi::name, r -> Integer.toString(r.number()), roi, "regions of interest", name);
        requireFrame(chosen.frameOfReferenceUid().or(struct::frameOfReferenceUid), target, name);
        if (chosen.contours().isEmpty()) {
            throw new ExchangeException(
                    name, "ROI " + chosen.number() + " (" + chosen.name() + ") has no closed contour");
        }
        ContourMask.Result drawn = ContourMask.of(target.geometry(), chosen.contours());
        List<Contour> used =
                drawn.contoursBySlice().stream().flatMap(List::stream).toList();
        if (used.isEmpty()) {
            throw new ExchangeException(
                    name,
                    "no contour of ROI " + chosen.number() + " (" + chosen.name() + ") lies on a slice of the series: "
                            + drawn.warnings().get(0));
        }
        List<String> warnings = new ArrayList<>(otherSeries(struct.referencedSeriesUids(), target));
        warnings.addAll(chosen.warnings());
        warnings.addAll(drawn.warnings());
        return new LesionRegion(
                drawn.mask(), Optional.of(used), chosen.name(), "RTSTRUCT " + file.getFileName(), warnings);
    }

    private static LesionRegion labels(
            String format, LabelMap labels, Path file, Optional<String> roi, VolumeGeometry target) throws IOException {
        LabelMap.Region region = choose(
                labels.regions(),
                LabelMap.Region::name,
                r -> Integer.toString(r.label()),
                roi,
                "regions",
                file.toString());
        List<String> warnings = new ArrayList<>(labels.warnings());
        return new LesionRegion(
                labels.mask(region, target, warnings),
                Optional.empty(),
                region.name(),
                format + " " + file.getFileName(),
                warnings);
    }

    /** The region of this name, else of this number; the only one when none is asked for. */
    static <T> T choose(
            List<T> regions,
            Function<T, String> name,
            Function<T, String> number,
            Optional<String> wanted,
            String what,
            String file)
            throws ExchangeException {
        if (regions.isEmpty()) {
            throw new ExchangeException(file, "holds no " + what);
        }
        String all = String.join(
                ", ",
                regions.stream()
                        .limit(50)
                        .map(r -> name.apply(r).equals(number.apply(r))
                                ? name.apply(r)
                                : number.apply(r) + " " + name.apply(r))
                        .toList());
        if (wanted.isEmpty()) {
            if (regions.size() > 1) {
                throw new ExchangeException(
                        file, "holds " + regions.size() + " " + what + " and none was named: " + all);
            }
            return regions.get(0);
        }
        List<T> found =
                regions.stream().filter(r -> name.apply(r).equals(wanted.get())).toList();
        if (found.isEmpty()) {
            found = regions.stream()
                    .filter(r -> number.apply(r).equals(wanted.get()))
                    .toList();
        }
        if (found.isEmpty()) {
            throw new ExchangeException(file, "has no region \"" + wanted.get() + "\"; it holds: " + all);
        }
        if (found.size() > 1) {
            throw new ExchangeException(
                    file, found.size() + " regions are called \"" + wanted.get() + "\"; name one by number: " + all);
        }
        return found.get(0);
    }

    /** Coordinates are only comparable within one frame of reference (PS3.3 C.7.4.1.1.1). */
    private static void requireFrame(Optional<String> stated, Target target, String file) throws ExchangeException {
        Optional<String> frame = target.frameOfReferenceUid();
        if (stated.isPresent() && frame.isPresent() && !stated.get().equals(frame.get())) {
            throw new ExchangeException(
                    file,
                    "lies in frame of reference " + stated.get() + ", but the series in " + frame.get()
                            + " (0020,0052)");
        }
    }

    private static List<String> otherSeries(List<String> drawnOn, Target target) {
        return drawnOn.isEmpty()
                        || target.seriesUid().isEmpty()
                        || drawnOn.contains(target.seriesUid().get())
                ? List.of()
                : List.of("the region was drawn on series " + String.join(", ", drawnOn) + ", not on "
                        + target.seriesUid().get());
    }
}
