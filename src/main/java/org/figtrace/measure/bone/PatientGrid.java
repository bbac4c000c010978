package org.figtrace.measure.bone;

import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;

/**
 * The two mappings of a {@link VolumeGeometry} without an object per point, for loops over millions of voxels. Uneven
 * gaps and tilt stay what they are.
 */
final class PatientGrid {
    final VolumeGeometry geometry;
    final int columns;
    final int rows;
    final int slices;
    private final Vector3 row;
    private final Vector3 column;
    private final Vector3 normal;
    private final double dx;
    private final double dy;
    private final double[] positions;
    private final double[] alongRow;
    private final double[] alongColumn;
    private final double perSlice;

    PatientGrid(VolumeGeometry g) {
        geometry = g;
        columns = g.columns();
        rows = g.rows();
        slices = g.slices();
        row = g.rowDirection();
        column = g.columnDirection();
        normal = g.normal();
        dx = g.columnSpacing();
        dy = g.rowSpacing();
        positions = new double[slices];
        alongRow = new double[slices];
        alongColumn = new double[slices];
        for (int k = 0; k < slices; k++) {
            positions[k] = g.slicePosition(k);
            alongRow[k] = g.sliceOrigin(k).dot(row);
            alongColumn[k] = g.sliceOrigin(k).dot(column);
        }
        perSlice = (slices - 1) / (positions[slices - 1] - positions[0]);
    }

    /** The fractional index of a patient point into {i, j, k}; slices are continued beyond the ends. */
    void index(double x, double y, double z, double[] ijk) {
        double p = x * normal.x() + y * normal.y() + z * normal.z();
        int k = (int) ((p - positions[0]) * perSlice);
        k = Math.max(0, Math.min(k, slices - 2));
        while (k > 0 && positions[k] > p) {
            k--;
        }
        while (k < slices - 2 && positions[k + 1] <= p) {
            k++;
        }
        double t = (p - positions[k]) / (positions[k + 1] - positions[k]);
        double r = alongRow[k] + t * (alongRow[k + 1] - alongRow[k]);
        double c = alongColumn[k] + t * (alongColumn[k + 1] - alongColumn[k]);
        ijk[0] = (x * row.x() + y * row.y() + z * row.z() - r) / dx;
        ijk[1] = (x * column.x() + y * column.y() + z * column.z() - c) / dy;
        ijk[2] = k + t;
    }

    /** The patient point of a voxel centre into {x, y, z}. */
    void patient(double i, double j, int k, double[] xyz) {
        Vector3 o = geometry.sliceOrigin(k);
        double a = i * dx;
        double b = j * dy;
        xyz[0] = o.x() + a * row.x() + b * column.x();
        xyz[1] = o.y() + a * row.y() + b * column.y();
        xyz[2] = o.z() + a * row.z() + b * column.z();
    }

    double position(int k) {
        return positions[k];
    }

    /** How wide a voxel of slice k is along a unit direction: the sum of what its three edges project on it. */
    double widthAlong(double x, double y, double z, int k) {
        double extent = geometry.sliceExtent(k).orElseThrow();
        return dx * Math.abs(x * row.x() + y * row.y() + z * row.z())
                + dy * Math.abs(x * column.x() + y * column.y() + z * column.z())
                + extent * Math.abs(x * normal.x() + y * normal.y() + z * normal.z());
    }
}
