package org.figtrace.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.figtrace.dicom.Series;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.SliceReference;
import org.figtrace.volume.Volume;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "probe",
        mixinStandardHelpOptions = true,
        description = "The calibrated value and the patient position of one voxel.")
final class ProbeCommand implements Callable<Integer> {
    @Mixin
    private SeriesChoice choice;

    @Option(
            names = "--at",
            required = true,
            paramLabel = "i,j,k",
            description = "Column, row and slice, each from 0; slices are counted along the normal.")
    private String at;

    @Mixin
    private Output output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        int[] index = index();
        try (TerminalProgress progress = new TerminalProgress()) {
            Series series = choice.choose(progress);
            VolumeGeometry g = series.geometry();
            if (!g.contains(index[0], index[1], index[2])) {
                throw new BadInputException(
                        choice.path(),
                        "voxel " + at + " is outside the series of " + g.columns() + " x " + g.rows() + " x "
                                + g.slices() + " voxels");
            }
            Volume volume = choice.read(series, progress);
            progress.close();
            print(volume, index);
        }
        return 0;
    }

    private int[] index() {
        String[] parts = at.split(",", -1);
        int[] index = new int[3];
        try {
            if (parts.length != 3) {
                throw new NumberFormatException(at);
            }
            for (int i = 0; i < 3; i++) {
                index[i] = Integer.parseInt(parts[i].strip());
            }
        } catch (NumberFormatException e) {
            throw new ParameterException(spec.commandLine(), "--at needs three whole numbers i,j,k, not " + at);
        }
        return index;
    }

    private void print(Volume volume, int[] index) throws Exception {
        int k = index[2];
        VolumeGeometry g = volume.geometry();
        double value = volume.value(index[0], index[1], k);
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("index", index);
        d.put("patientMm", g.isCalibrated() ? Output.point(g.toPatient(index[0], index[1], k)) : null);
        d.put("value", Double.isFinite(value) ? value : null);
        d.put("unit", volume.valueUnit().symbol());
        SliceReference reference = volume.references().get(k);
        d.put("sopInstanceUid", reference.sopInstanceUid());
        d.put("frame", reference.frame());
        output.print(
                d,
                List.of(
                        value + " " + volume.valueUnit().symbol(),
                        g.isCalibrated()
                                ? "at " + java.util.Arrays.toString(Output.point(g.toPatient(index[0], index[1], k)))
                                        + " mm (LPS)"
                                : "no position in mm: the images give no spacing",
                        "in " + reference.sopInstanceUid() + " frame " + reference.frame()));
    }
}
