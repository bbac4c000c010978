package org.figtrace.dicom;

import java.util.Optional;
import org.figtrace.geometry.Vector3;

/** Image Orientation (Patient) (0020,0037): directions of increasing column and of increasing row index. */
record Orientation(Vector3 row, Vector3 column) {
    /** Cosines are written with few digits: 0.01 leaves room for two decimals, and for nothing that is not a direction. */
    private static final double SLACK = 0.01;

    /** Orientations this close, in any cosine, belong to one stack. */
    private static final double SAME = 1e-3;

    static Optional<Orientation> of(double[] v) {
        if (v.length != 6) {
            return Optional.empty();
        }
        Vector3 row = new Vector3(v[0], v[1], v[2]);
        Vector3 column = new Vector3(v[3], v[4], v[5]);
        boolean valid = Math.abs(row.length() - 1) < SLACK
                && Math.abs(column.length() - 1) < SLACK
                && Math.abs(row.normalized().dot(column.normalized())) < SLACK;
        return valid ? Optional.of(new Orientation(row, column)) : Optional.empty();
    }

    Vector3 normal() {
        return row.cross(column).normalized();
    }

    boolean agreesWith(Orientation other) {
        return close(row, other.row) && close(column, other.column);
    }

    private static boolean close(Vector3 a, Vector3 b) {
        return Math.abs(a.x() - b.x()) < SAME && Math.abs(a.y() - b.y()) < SAME && Math.abs(a.z() - b.z()) < SAME;
    }
}
