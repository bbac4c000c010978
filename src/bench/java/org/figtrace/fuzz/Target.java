package org.figtrace.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.AnnotationJson;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.DicomObject;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.FrameReader;
import org.figtrace.dicom.MemorySource;
import org.figtrace.dicom.ScanResult;
import org.figtrace.dicom.Series;
import org.figtrace.dicom.SeriesReader;
import org.figtrace.dicom.SeriesScanner;
import org.figtrace.exchange.LabelMap;
import org.figtrace.exchange.MaskFile;
import org.figtrace.exchange.Nifti;
import org.figtrace.exchange.Nrrd;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.report.Report;
import org.figtrace.report.ReportReader;
import org.figtrace.store.CaseStore;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;

/**
 * A way into the toolkit for bytes from outside. Each reads all that a user could ask of such a file and says in a few
 * words what came out, so that inputs with another outcome can be told apart.
 */
enum Target {
    /** One object: header, whole data set, text of every element, frames. */
    OBJECT(".dcm") {
        @Override
        String read(Path file, byte[] bytes) throws IOException {
            DicomSource source = DicomSource.of(file);
            DicomObject header = ENGINE.readHeader(source);
            String whole = Walk.over(ENGINE.readAll(source).dataSet());
            return whole + frames(header);
        }
    },
    /** The same bytes as a stream, as they come out of an archive. */
    STREAM(".dcm") {
        @Override
        String read(Path file, byte[] bytes) throws IOException {
            DicomSource source = new MemorySource(file.toString(), bytes, bytes.length);
            DicomObject header = ENGINE.readHeader(source);
            return Walk.over(header.dataSet()) + frames(header);
        }
    },
    /** Scan, grouping into series, calibrated volume. */
    SERIES(".dcm") {
        @Override
        String read(Path file, byte[] bytes) throws IOException {
            return series(new SeriesScanner(ENGINE).scan(List.of(file), Progress.NONE));
        }
    },
    /** A DICOMDIR that is named itself; the folder holds nothing else. */
    DICOMDIR("DICOMDIR") {
        @Override
        String read(Path file, byte[] bytes) throws IOException {
            return series(new SeriesScanner(ENGINE).scan(List.of(file), Progress.NONE));
        }
    },
    /** A structure set or segmentation laid on a grid. */
    REGION(".dcm") {
        @Override
        String read(Path file, byte[] bytes) throws IOException {
            return "region "
                    + MaskFile.read(file, Optional.of("1"), GRID, ENGINE).getClass();
        }
    },
    /** A damaged archive. */
    ZIP(".zip") {
        @Override
        String read(Path file, byte[] bytes) throws IOException {
            return series(new SeriesScanner(ENGINE).scan(List.of(file), Progress.NONE));
        }
    },
    /** A damaged object in a sound archive. */
    ZIPPED(".zip") {
        @Override
        String read(Path file, byte[] bytes) throws IOException {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                zip.putNextEntry(new ZipEntry("a"));
                zip.write(bytes);
            }
            return series(new SeriesScanner(ENGINE).scan(List.of(file), Progress.NONE));
        }
    },
    NIFTI(".nii") {
        @Override
        String read(Path file, byte[] bytes) throws IOException {
            Volume volume = Nifti.readVolume(file);
            LabelMap labels = Nifti.readLabels(file);
            return volume.voxels().getClass().getSimpleName() + (labels == null);
        }
    },
    NRRD(".nrrd") {
        @Override
        String read(Path file, byte[] bytes) throws IOException {
            Volume volume = Nrrd.readVolume(file);
            LabelMap labels = Nrrd.readLabels(file);
            return volume.voxels().getClass().getSimpleName() + (labels == null);
        }
    },
    REPORT(".txt") {
        @Override
        String read(Path file, byte[] bytes) throws IOException {
            Report report = ReportReader.read(file);
            return Integer.toString(Integer.bitCount(report.toString().length()));
        }
    },
    PDF(".pdf") {
        @Override
        String read(Path file, byte[] bytes) throws IOException {
            return REPORT.read(file, bytes);
        }
    },
    ANNOTATION(".json") {
        @Override
        String read(Path file, byte[] bytes) throws IOException {
            Annotation read = AnnotationJson.read(file.toString(), new String(bytes, StandardCharsets.UTF_8));
            return AnnotationJson.write(read).isEmpty() ? "none" : "annotation";
        }
    },
    CASE(".figtrace") {
        @Override
        String read(Path file, byte[] bytes) throws IOException {
            try (CaseStore store = CaseStore.open(file, CaseStore.Access.READ, Duration.ofMillis(50))) {
                return store.verify().size() + " " + store.log().size()
                        + store.read().getClass();
            }
        }
    };

    /** Frames and slices beyond these are not asked for: each costs the same. */
    private static final int MOST_FRAMES = 3;

    private static final int MOST_VOXELS = 1 << 22;

    private static final DicomEngine ENGINE = DicomEngines.named("built-in").orElseThrow();

    /** Where the structure sets and segmentations among the seeds may lie or not. */
    private static final VolumeGeometry GRID = VolumeGeometry.axial(24, 20, 6, new Vector3(-11, -7, 3), 0.5, 0.75, 2.5);

    private final String suffix;

    Target(String suffix) {
        this.suffix = suffix;
    }

    String suffix() {
        return suffix;
    }

    boolean needsFile() {
        return this != STREAM && this != ANNOTATION && this != ZIPPED;
    }

    boolean isDicom() {
        return ordinal() <= REGION.ordinal() || this == ZIPPED;
    }

    /**
     * Reads the file as far as it goes.
     *
     * @param bytes the same, for what is read without a file: {@link #needsFile}
     *
     * @throws IOException of the toolkit's own kinds where the file is bad; anything else is a finding
     */
    abstract String read(Path file, byte[] bytes) throws IOException;

    private static String frames(DicomObject object) throws IOException {
        try (FrameReader reader = ENGINE.frames(object)) {
            for (int f = 0; f < Math.min(MOST_FRAMES, reader.frames()); f++) {
                reader.read(f);
            }
            return " " + reader.format().bitsAllocated() + "x" + reader.format().samples();
        }
    }

    private static String series(ScanResult found) throws IOException {
        StringBuilder outcome = new StringBuilder();
        for (String unreadable : found.unreadable()) {
            Verdict.requireSentence(unreadable);
            outcome.append(Verdict.pattern(unreadable));
        }
        for (Series series : found.series()) {
            series.warnings().forEach(w -> outcome.append(Verdict.pattern(w)));
            long voxels = (long) series.geometry().columns()
                    * series.geometry().rows()
                    * series.geometry().slices();
            if (voxels <= MOST_VOXELS) {
                Volume volume = SeriesReader.read(series, ENGINE, Progress.NONE);
                outcome.append(volume.valueUnit()).append(volume.warnings().size());
            }
        }
        return outcome.append(found.others().size()).toString();
    }
}
