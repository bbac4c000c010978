package org.figtrace.dicom;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.figtrace.volume.Progress;

/**
 * Finds the image series in files and folders from their headers alone. What cannot be read, and why, is part of the
 * result: one bad file never hides the others.
 */
public final class SeriesScanner {
    /** Objects with pixels that are masks or doses on another image, not images to load as a series. */
    private static final Set<String> NOT_IMAGES = Set.of(
            "1.2.840.10008.5.1.4.1.1.66.4", // Segmentation
            "1.2.840.10008.5.1.4.1.1.66.7", // Label Map Segmentation
            "1.2.840.10008.5.1.4.1.1.481.2"); // RT Dose

    private final DicomEngine engine;

    public SeriesScanner(DicomEngine engine) {
        this.engine = engine;
    }

    /**
     * Scans files, folders with all that is in them, and zip archives, under any file names.
     *
     * @throws IOException when a path does not exist
     * @throws java.util.concurrent.CancellationException when the progress asks for it
     */
    public ScanResult scan(List<Path> paths, Progress progress) throws IOException {
        FoundFiles found = FoundFiles.under(paths);
        List<DicomSource> sources = found.sources();
        Object[] results = new Object[sources.size()];
        try (KeptOpen kept = KeptOpen.of(sources)) {
            ParallelWork.each(results.length, progress, "reading header", i -> results[i] = header(sources.get(i)));
        }

        List<String> unreadable = new ArrayList<>(found.problems());
        List<DicomObject> others = new ArrayList<>();
        Map<String, List<DicomObject>> images = new LinkedHashMap<>();
        for (Object result : results) {
            if (result instanceof DicomObject object) {
                sort(object, images, others, unreadable);
            } else {
                unreadable.add((String) result);
            }
        }
        List<Series> series = new ArrayList<>();
        images.forEach((uid, objects) -> series.addAll(assemble(uid, objects)));
        return new ScanResult(series, unreadable, others);
    }

    /** The object, or the sentence that says why there is none. */
    private Object header(DicomSource source) {
        try {
            DicomObject object = engine.readHeader(source);
            Optional<String> problem = isImage(object) ? problem(object) : Optional.empty();
            return problem.isPresent() ? object.name() + ": " + problem.get() : object;
        } catch (DicomException e) {
            return e.getMessage();
        } catch (IOException e) {
            return source.name() + ": cannot be read (" + FoundFiles.reason(e) + ")";
        }
    }

    private static void sort(
            DicomObject object,
            Map<String, List<DicomObject>> images,
            List<DicomObject> others,
            List<String> unreadable) {
        if (!isImage(object)) {
            others.add(object);
            unreadable.addAll(MediaDirectory.problems(object));
            return;
        }
        images.computeIfAbsent(object.dataSet().string(Tag.SeriesInstanceUID).orElseThrow(), uid -> new ArrayList<>())
                .add(object);
    }

    private static boolean isImage(DicomObject object) {
        DataSet data = object.dataSet();
        return (data.contains(Tag.Rows) || object.hasPixelData())
                && !NOT_IMAGES.contains(data.string(Tag.SOPClassUID).orElse(""));
    }

    private static Optional<String> problem(DicomObject object) {
        DataSet data = object.dataSet();
        if (!object.hasPixelData()) {
            return Optional.of("has no Pixel Data (7FE0,0010)");
        }
        if (data.contains(Tag.ConcatenationUID)) {
            return Optional.of("is one part of a concatenation (ConcatenationUID (0020,9161) "
                    + data.string(Tag.ConcatenationUID).orElse("")
                    + "), and parts are not put together");
        }
        for (int tag : new int[] {Tag.Rows, Tag.Columns}) {
            if (data.integer(tag).orElse(0) < 1) {
                return Optional.of(DataDictionary.describe(tag)
                        + data.string(tag).map(v -> " is " + v).orElse(" is missing"));
            }
        }
        for (int tag : new int[] {Tag.SeriesInstanceUID, Tag.SOPInstanceUID}) {
            if (data.string(tag).isEmpty()) {
                return Optional.of(DataDictionary.describe(tag) + " is missing");
            }
        }
        Optional<String> frames = data.string(Tag.NumberOfFrames);
        if (frames.isEmpty()) {
            return Optional.empty();
        }
        int count = data.integer(Tag.NumberOfFrames).orElse(0);
        if (count < 1) {
            return Optional.of("NumberOfFrames (0028,0008) is " + frames.get());
        }
        return count > 1 && count > mostFrames(object)
                ? Optional.of("NumberOfFrames (0028,0008) is " + count + ", more than the file has room for")
                : Optional.empty();
    }

    /**
     * A frame takes its pixels, or, compressed, a fragment of two bytes and its header at least (PS3.5 A.4); DEFLATE
     * makes at most 1032 bytes of one.
     */
    private static long mostFrames(DicomObject object) {
        long size;
        try {
            size = object.source().size() * (object.transferSyntax().deflated() ? 1032 : 1);
        } catch (IOException e) {
            return 0;
        }
        if (object.transferSyntax().encapsulated()) {
            return size / 10;
        }
        DataSet data = object.dataSet();
        long bits = (long) data.integer(Tag.Rows).orElse(1)
                * data.integer(Tag.Columns).orElse(1);
        for (int tag : new int[] {Tag.SamplesPerPixel, Tag.BitsAllocated}) {
            bits *= Math.max(1, Math.min(64, data.integer(tag).orElse(1)));
        }
        return 8 * size / bits;
    }

    private List<Series> assemble(String uid, List<DicomObject> objects) {
        List<String> warnings = new ArrayList<>();
        Map<String, DicomObject> byInstance = new HashMap<>();
        List<ImageFrame> frames = new ArrayList<>();
        for (DicomObject object : objects) {
            String instance = object.dataSet().string(Tag.SOPInstanceUID).orElseThrow();
            DicomObject first = byInstance.putIfAbsent(instance, object);
            if (first != null) {
                warnings.add(object.name() + ": SOPInstanceUID (0008,0018) " + instance + " is already in "
                        + first.name() + "; left out");
                continue;
            }
            int count = object.dataSet().integer(Tag.NumberOfFrames).orElse(1);
            long described =
                    object.dataSet().items(Tag.PerFrameFunctionalGroupsSequence).size();
            if (described > 0 && described != count) {
                warnings.add(object.name() + ": NumberOfFrames (0028,0008) is " + count + ", but " + described
                        + " frames are described; the image is left out");
                continue;
            }
            for (int f = 0; f < count; f++) {
                frames.add(new ImageFrame(object, f));
            }
        }
        List<Series> series = new SeriesAssembler(uid, engine.name(), warnings).assemble(frames);
        return series.stream()
                .sorted(Comparator.comparingInt((Series s) -> -s.geometry().slices()))
                .toList();
    }
}
