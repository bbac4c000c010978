package org.figtrace.measure.bone;

import java.util.List;
import java.util.Locale;
import org.figtrace.measure.NotMeasurableException;
import org.figtrace.volume.Mask;
import org.figtrace.volume.Progress;
import org.figtrace.volume.Volume;

/**
 * Prints the table of docs/validation-bone.md: skulls of known truth at the spacings, noise, turns and holes that
 * occur. "turn" is the yaw; the head is also tipped by 0.8 and nodded by 0.5 of it.
 */
public final class SkullTable {
    private static final double[][] SPACINGS = {{0.5, 0.5, 5}, {0.6, 0.7, 2.5}, {0.5, 0.6, 1}, {0.4, 0.5, 0.6}};

    /** Turn in degrees, hole in mm, noise in HU. */
    private static final double[][] SCANS = {{0, 10, 0}, {8, 50, 20}, {15, 90, 40}, {15, 10, 40}, {15, 0, 40}};

    private SkullTable() {}

    public static void main(String[] args) throws NotMeasurableException {
        System.out.println(
                "| voxel mm | turn | hole mm | noise HU | reference | plane deg, mm | true loss mm3 | loss mm3 "
                        + "| error % | half layer mm3 | true gaps mm | outer, inner gap mm | thickness mm | s |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        for (double[] voxel : SPACINGS) {
            for (double[] scan : SCANS) {
                rows(voxel, scan[0], scan[1], scan[2]);
            }
        }
    }

    private static void rows(double[] voxel, double turnDeg, double holeMm, double noiseHu)
            throws NotMeasurableException {
        boolean intact = holeMm == 0;
        AnalyticSkull drilled = AnalyticSkull.adult(turnDeg, intact ? 50 : holeMm);
        AnalyticSkull skull = intact ? drilled.drilled(0) : drilled;
        Volume volume = skull.scan(voxel[0], voxel[1], voxel[2], noiseHu);
        Mask lesion = drilled.lesion(volume.geometry());
        double truth = intact ? 0 : skull.destroyedMm3();
        for (BoneParameters parameters : List.of(BoneParameters.mirror(), BoneParameters.closed())) {
            long start = System.nanoTime();
            BoneDestruction b = BoneDestruction.of(volume, lesion, parameters, Progress.NONE);
            double seconds = (System.nanoTime() - start) / 1e9;
            String plane = b.plane()
                    .map(p -> format(
                            "%.2f, %.2f",
                            Math.toDegrees(
                                    Math.acos(Math.min(1, Math.abs(p.normal().dot(skull.midNormal()))))),
                            Math.abs(p.distance(skull.centre))))
                    .orElse("");
            SkullBreach breach = b.breach().orElseThrow();
            System.out.println(format(
                    "| %s x %s x %s | %.0f | %.0f | %.0f | %s | %s | %.0f | %.0f | %s | %s | %s | %s | %.2f of %.2f | %.1f |",
                    voxel[0],
                    voxel[1],
                    voxel[2],
                    turnDeg,
                    holeMm,
                    noiseHu,
                    parameters.reference().word(),
                    plane,
                    truth,
                    b.lossVolumeMm3(),
                    intact
                            ? format("%.2f of the region", b.lossPercent())
                            : format("%+.2f", 100 * (b.lossVolumeMm3() / truth - 1)),
                    intact ? "" : format("%.0f", skull.halfLayerMm3(volume.geometry())),
                    intact
                            ? ""
                            : format(
                                    "%.2f, %.2f",
                                    skull.gapOnSlices(volume.geometry(), true),
                                    skull.gapOnSlices(volume.geometry(), false)),
                    gap(breach.outerGap()) + ", " + gap(breach.innerGap()),
                    b.thickness().orElseThrow().residualMm(),
                    b.thickness().orElseThrow().referenceMm(),
                    seconds));
        }
    }

    private static String gap(java.util.Optional<SkullBreach.Gap> gap) {
        return gap.map(g -> format("%.2f", g.mm())).orElse("none");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
