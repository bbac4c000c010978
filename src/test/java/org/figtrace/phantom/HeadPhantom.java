package org.figtrace.phantom;

import java.util.List;
import org.figtrace.geometry.Vector3;

/**
 * A head in patient millimetres (LPS) with a scalp mass on the right occipital-parietal side that has destroyed the bone
 * below it.
 *
 * <p>Scalp, outer table, diploe, inner table, fluid and brain are concentric ellipsoids; the vault is 7.5 mm thick at
 * the ends of its axes (Lillie 2016 and others give 7-8 mm for the parietal and occipital bone). The mass is one
 * oblique ellipsoid whose three semi-axes differ, and it replaces everything it covers, bone included: the destroyed
 * bone is exactly the shell inside that ellipsoid, and nothing is subtracted from the mass. Skin 3 mm thick is
 * stretched over the part outside the vault.
 */
final class HeadPhantom {
    /** Off the origin of the frame of reference, so that a forgotten offset shows. */
    static final Vector3 HEAD_CENTRE = new Vector3(3, -12, 25);

    private static final double SKIN_OVER_MASS_MM = 3;

    /** How far the centre of the mass lies outside the outer table, mm. */
    private static final double CENTRE_OUTSIDE_MM = 5;

    private final Ellipsoid skin = Ellipsoid.upright(HEAD_CENTRE, 78, 94, 84);
    private final Ellipsoid outerTable = Ellipsoid.upright(HEAD_CENTRE, 72, 88, 78);
    private final Ellipsoid diploe = outerTable.grownBy(-2.2);
    private final Ellipsoid diploeInside = outerTable.grownBy(-5.5);
    private final Ellipsoid innerTable = outerTable.grownBy(-7.5);
    private final Ellipsoid brain = outerTable.grownBy(-10);
    private final List<Ellipsoid> ventricles = List.of(
            Ellipsoid.upright(HEAD_CENTRE.plus(new Vector3(-11, 2, 8)), 6, 24, 9),
            Ellipsoid.upright(HEAD_CENTRE.plus(new Vector3(11, 2, 8)), 6, 24, 9));
    private final Ellipsoid mass = mass();
    private final Ellipsoid skinOverMass = mass.grownBy(SKIN_OVER_MASS_MM);

    private Ellipsoid mass() {
        // Right is negative x, posterior positive y, up positive z.
        Vector3 direction = new Vector3(-0.62, 0.72, 0.28).normalized();
        Vector3 outward = new Vector3(
                        direction.x() / (outerTable.semi()[0] * outerTable.semi()[0]),
                        direction.y() / (outerTable.semi()[1] * outerTable.semi()[1]),
                        direction.z() / (outerTable.semi()[2] * outerTable.semi()[2]))
                .normalized();
        Vector3 onTable = HEAD_CENTRE.plus(direction.times(outerTable.radius(direction)));
        Vector3 level = new Vector3(0, 0, 1).cross(outward).normalized();
        // 0.8 and 0.6 are an exact cosine and sine: the long axis climbs about 37 degrees along the vault.
        Vector3 along = level.times(0.8).plus(outward.cross(level).times(0.6)).normalized();
        return new Ellipsoid(
                onTable.plus(outward.times(CENTRE_OUTSIDE_MM)),
                List.of(along, outward.cross(along), outward),
                new double[] {34, 26, 20});
    }

    Tissue tissueAt(double x, double y, double z) {
        if (mass.contains(x, y, z)) {
            return Tissue.MASS;
        }
        if (!outerTable.contains(x, y, z)) {
            return skin.contains(x, y, z) || skinOverMass.contains(x, y, z) ? Tissue.SCALP : Tissue.AIR;
        }
        if (!innerTable.contains(x, y, z)) {
            return diploe.contains(x, y, z) && !diploeInside.contains(x, y, z) ? Tissue.DIPLOE : Tissue.TABLE;
        }
        if (!brain.contains(x, y, z)) {
            return Tissue.CEREBROSPINAL_FLUID;
        }
        for (Ellipsoid ventricle : ventricles) {
            if (ventricle.contains(x, y, z)) {
                return Tissue.CEREBROSPINAL_FLUID;
            }
        }
        return Tissue.BRAIN;
    }

    Ellipsoid massEllipsoid() {
        return mass;
    }

    Ellipsoid outerTable() {
        return outerTable;
    }

    Ellipsoid innerTable() {
        return innerTable;
    }
}
