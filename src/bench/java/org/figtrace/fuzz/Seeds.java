package org.figtrace.fuzz;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.figtrace.annotation.AnnotationJson;
import org.figtrace.annotation.CaseReport;
import org.figtrace.annotation.Samples;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.ScanResult;
import org.figtrace.dicom.SeriesReader;
import org.figtrace.dicom.SeriesScanner;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.TransferSyntax;
import org.figtrace.exchange.Nifti;
import org.figtrace.exchange.Nrrd;
import org.figtrace.store.CaseStore;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;

/** The sound files that are damaged: made here, taken from test-images, and from folders that are named. */
final class Seeds {
    private static final long LARGEST = 40 * 1024;

    /** The slices of a series are much alike. */
    private static final int MOST_OF_A_FOLDER = 12;

    /** What the coders of DCMTK and GDCM are asked for, where they are installed. */
    private static final Map<String, List<String>> CODERS = Map.of(
            "rle", List.of("dcmcrle"),
            "baseline", List.of("dcmcjpeg", "+eb"),
            "extended", List.of("dcmcjpeg", "+ee"),
            "lossless 14", List.of("dcmcjpeg", "+el", "+sv", "4"),
            "lossless sv1", List.of("dcmcjpeg", "+e1"),
            "jpeg-ls", List.of("dcmcjpls"),
            "jpeg-ls near", List.of("dcmcjpls", "+en"),
            "jpeg 2000", List.of("gdcmconv", "--j2k"));

    private final Path folder;
    private final List<Seed> seeds = new ArrayList<>();

    private Seeds(Path folder) {
        this.folder = folder;
    }

    /** Those that need nothing but this program, always the same. */
    static List<Seed> builtIn(Path folder) throws IOException {
        Seeds made = new Seeds(folder);
        made.dicom();
        made.exchange();
        made.texts();
        return made.seeds;
    }

    /** Those of {@link #builtIn}, of the coders that are installed, and of the small files in some folders. */
    static List<Seed> all(Path folder, List<Path> more) throws IOException {
        Seeds made = new Seeds(folder);
        made.dicom();
        made.exchange();
        made.texts();
        made.coded();
        for (Path path : more) {
            if (Files.exists(path)) {
                made.files(path);
            }
        }
        return made.seeds;
    }

    private void object(String name, byte[] bytes) {
        for (Target target : List.of(Target.OBJECT, Target.STREAM, Target.SERIES)) {
            seeds.add(new Seed(target, name, bytes));
        }
    }

    private static Map<String, DataSet> images() {
        Map<String, DataSet> images = new java.util.LinkedHashMap<>();
        images.put("16 bits", SmallImages.mono(16, 12, 1));
        images.put("8 bits in 3 frames", SmallImages.mono(8, 8, 3));
        images.put("32 bits", SmallImages.mono(32, 20, 1));
        images.put("1 bit", SmallImages.mono(1, 1, 2));
        images.put("colour by pixel", SmallImages.colour(0));
        images.put("colour by plane", SmallImages.colour(1));
        images.put("float", SmallImages.real(Tag.FloatPixelData));
        images.put("double", SmallImages.real(Tag.DoubleFloatPixelData));
        images.put("enhanced", SmallImages.enhanced());
        return images;
    }

    private void dicom() throws IOException {
        List<TransferSyntax> syntaxes = List.of(
                TransferSyntax.EXPLICIT_LITTLE,
                TransferSyntax.IMPLICIT_LITTLE,
                TransferSyntax.EXPLICIT_BIG,
                TransferSyntax.DEFLATED);
        for (Map.Entry<String, DataSet> image : images().entrySet()) {
            for (TransferSyntax syntax : syntaxes) {
                object(image.getKey() + " " + syntax.name(), SmallImages.file(image.getValue(), syntax));
            }
        }
        object("rle", SmallImages.file(SmallImages.rle(), TransferSyntax.RLE));
        for (int type : new int[] {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_3BYTE_BGR}) {
            DataSet jpeg = SmallImages.jpeg(baseline(type), type == BufferedImage.TYPE_BYTE_GRAY ? 1 : 3);
            object("baseline", SmallImages.file(jpeg, TransferSyntax.JPEG_BASELINE));
        }
        byte[] plain = SmallImages.file(SmallImages.mono(16, 12, 1), TransferSyntax.EXPLICIT_LITTLE);
        seeds.add(new Seed(Target.DICOMDIR, "DICOMDIR", plain));
        seeds.add(new Seed(Target.ZIPPED, "object in zip", plain));
        seeds.add(new Seed(Target.ZIP, "zip", zip(plain)));
        seeds.add(new Seed(
                Target.REGION, "SEG", SmallImages.file(SmallImages.segmentation(), TransferSyntax.EXPLICIT_LITTLE)));
        seeds.add(new Seed(
                Target.REGION,
                "RTSTRUCT",
                SmallImages.file(SmallImages.structureSet(), TransferSyntax.EXPLICIT_LITTLE)));
    }

    private static byte[] zip(byte[] object) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : List.of("a/IM1", "../IM2", "DICOMDIR")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(object);
            }
        }
        return out.toByteArray();
    }

    private static byte[] baseline(int type) throws IOException {
        BufferedImage image = new BufferedImage(SmallImages.COLUMNS, SmallImages.ROWS, type);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, x * 0x0a0603 ^ y * 0x050b07);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", out);
        return out.toByteArray();
    }

    private void exchange() throws IOException {
        Path image = folder.resolve("image.dcm");
        Files.write(image, SmallImages.file(SmallImages.enhanced(), TransferSyntax.EXPLICIT_LITTLE));
        var engine = DicomEngines.named("built-in").orElseThrow();
        ScanResult found = new SeriesScanner(engine).scan(List.of(image), Progress.NONE);
        Volume volume = SeriesReader.read(found.series().get(0), engine, Progress.NONE);
        Path nifti = folder.resolve("volume.nii");
        Nifti.write(volume, nifti);
        seeds.add(new Seed(Target.NIFTI, "NIfTI", Files.readAllBytes(nifti)));
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(Files.readAllBytes(nifti));
        }
        seeds.add(new Seed(Target.NIFTI, "NIfTI in gzip", zipped.toByteArray()));
        Path nrrd = folder.resolve("volume.nrrd");
        Nrrd.write(volume, nrrd);
        seeds.add(new Seed(Target.NRRD, "NRRD", Files.readAllBytes(nrrd)));
        String raw = "NRRD0004\ntype: short\ndimension: 3\nspace: left-posterior-superior\nsizes: 4 3 2\n"
                + "space directions: (0.5,0,0) (0,0.75,0) (0,0,2.5)\nspace origin: (1,2,3)\nendian: little\n"
                + "encoding: raw\n\n" + "ab".repeat(24);
        seeds.add(new Seed(Target.NRRD, "NRRD raw", raw.getBytes(StandardCharsets.US_ASCII)));
        seeds.add(new Seed(Target.REGION, "NIfTI", Files.readAllBytes(nifti)));
        seeds.add(new Seed(Target.REGION, "NRRD", raw.getBytes(StandardCharsets.US_ASCII)));
    }

    private void texts() throws IOException {
        Path sample = Path.of("test-images/sample-report.txt");
        seeds.add(new Seed(Target.REPORT, "report", Files.readAllBytes(sample)));
        seeds.add(new Seed(Target.PDF, "PDF", pdf()));
        String annotation = AnnotationJson.write(Samples.length(new UUID(1, 2), "1A"));
        seeds.add(new Seed(Target.ANNOTATION, "annotation", annotation.getBytes(StandardCharsets.UTF_8)));
        Path file = folder.resolve("case.figtrace");
        Files.deleteIfExists(file);
        CaseStore.create(file, CaseReport.read(sample), Samples.READER).close();
        seeds.add(new Seed(Target.CASE, "case", Files.readAllBytes(file)));
    }

    private static byte[] pdf() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage();
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 10);
                content.newLineAtOffset(40, 700);
                content.showText("A mass of 12.5 mm (Figure 1A). FIGURE 1 (A) CT of the head.");
                content.endText();
            }
            document.save(out);
        }
        return out.toByteArray();
    }

    private void coded() throws IOException {
        for (Map.Entry<String, DataSet> image : images().entrySet()) {
            Path plain = folder.resolve("plain.dcm");
            Files.write(plain, SmallImages.file(image.getValue(), TransferSyntax.EXPLICIT_LITTLE));
            for (Map.Entry<String, List<String>> coder : CODERS.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .toList()) {
                Path coded = folder.resolve("coded.dcm");
                Files.deleteIfExists(coded);
                List<String> command = new ArrayList<>(coder.getValue());
                command.addAll(List.of(plain.toString(), coded.toString()));
                if (runs(command) && Files.exists(coded)) {
                    object(image.getKey() + " " + coder.getKey(), Files.readAllBytes(coded));
                }
            }
        }
    }

    /** False where the program is not installed, or cannot code such an image. */
    private static boolean runs(List<String> command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private void files(Path path) throws IOException {
        List<Path> found;
        try (Stream<Path> files = Files.walk(path)) {
            found = files.filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
        Map<Path, Integer> taken = new HashMap<>();
        for (Path file : found) {
            if (Files.size(file) > 8
                    && Files.size(file) <= LARGEST
                    && taken.merge(file.getParent(), 1, Integer::sum) <= most(file)) {
                file(file.toString(), Files.readAllBytes(file));
            }
        }
    }

    /** Folders of many files are series; the first slice stands for all. */
    private static int most(Path file) throws IOException {
        try (Stream<Path> siblings = Files.list(file.getParent())) {
            return siblings.count() > 2 * MOST_OF_A_FOLDER ? 1 : MOST_OF_A_FOLDER;
        }
    }

    private void file(String name, byte[] bytes) {
        if (name.endsWith(".nii") || name.endsWith(".nii.gz")) {
            seeds.add(new Seed(Target.NIFTI, name, bytes));
        } else if (name.endsWith(".nrrd")) {
            seeds.add(new Seed(Target.NRRD, name, bytes));
        } else if (name.endsWith(".txt")) {
            seeds.add(new Seed(Target.REPORT, name, bytes));
        } else if (bytes.length > 132 && bytes[128] == 'D' && bytes[129] == 'I') {
            object(name, bytes);
        }
    }
}
