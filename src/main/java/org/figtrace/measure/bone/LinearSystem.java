package org.figtrace.measure.bone;

/** Dense linear equations. */
final class LinearSystem {
    private static final double SINGULAR = 1e-12;

    private LinearSystem() {}

    /**
     * Gauss elimination with row pivots, in place: the matrix has one more column than rows, and that column is the
     * right-hand side before and the solution after.
     *
     * @return false where the equations have no single solution
     */
    static boolean solve(double[][] m) {
        int n = m.length;
        double largest = 0;
        for (double[] row : m) {
            for (int c = 0; c < n; c++) {
                largest = Math.max(largest, Math.abs(row[c]));
            }
        }
        for (int c = 0; c < n; c++) {
            int pivot = c;
            for (int r = c + 1; r < n; r++) {
                if (Math.abs(m[r][c]) > Math.abs(m[pivot][c])) {
                    pivot = r;
                }
            }
            if (!(Math.abs(m[pivot][c]) > SINGULAR * largest)) {
                return false;
            }
            double[] swapped = m[c];
            m[c] = m[pivot];
            m[pivot] = swapped;
            for (int r = c + 1; r < n; r++) {
                double factor = m[r][c] / m[c][c];
                if (factor != 0) {
                    for (int k = c; k <= n; k++) {
                        m[r][k] -= factor * m[c][k];
                    }
                }
            }
        }
        for (int r = n - 1; r >= 0; r--) {
            for (int c = r + 1; c < n; c++) {
                m[r][n] -= m[r][c] * m[c][n];
            }
            m[r][n] /= m[r][r];
        }
        return true;
    }
}
