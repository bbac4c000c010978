package org.figtrace.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.figtrace.dicom.Series;
import org.figtrace.exchange.VolumeWriter;
import org.figtrace.volume.Volume;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Writes a series as NIfTI, NRRD or PNG slices, with its calibrated values.")
final class ConvertCommand implements Callable<Integer> {
    @Mixin
    private SeriesChoice choice;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "A name that ends in .nii, .nii.gz or .nrrd; any other name is a folder for PNG slices.")
    private Path out;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        try (TerminalProgress progress = new TerminalProgress()) {
            Series series = choice.choose(progress);
            Volume volume = choice.read(series, progress);
            progress.close();
            volume.warnings().forEach(w -> System.err.println("figtrace: warning: " + w));
            VolumeWriter.write(volume, out).forEach(w -> System.err.println("figtrace: warning: " + w));
            Map<String, Object> d = new LinkedHashMap<>();
            d.put("output", out.toString());
            d.put("series", series.seriesInstanceUid());
            d.put("valueUnit", volume.valueUnit().symbol());
            output.print(
                    d,
                    List.of("wrote " + out + ": " + volume.geometry().columns() + " x "
                            + volume.geometry().rows() + " x "
                            + volume.geometry().slices() + ", values in "
                            + volume.valueUnit().symbol()));
        }
        return 0;
    }
}
