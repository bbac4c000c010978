package org.figtrace.render;

import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.volume.Volume;

/**
 * Draws a slice in greys. The values are interpolated first and windowed after; where low values are meant to be white
 * the greys are inverted.
 */
public final class SliceRenderer {
    private SliceRenderer() {}

    /**
     * The picture that a view asks for; black beyond the outer edges of the slice.
     *
     * @throws IllegalArgumentException if the view is of another grid
     */
    public static GreyImage render(Volume volume, SliceView view, Window window, Interpolation interpolation) {
        VolumeGeometry g = volume.geometry();
        if (g != view.geometry() && !g.sameGridAs(view.geometry(), 1e-6)) {
            throw new IllegalArgumentException("the view belongs to another volume");
        }
        byte[] pixels = new byte[view.width() * view.height()];
        for (int y = 0; y < view.height(); y++) {
            double j = (view.top() + (y + 0.5) * view.pixelSize()) / g.rowSpacing();
            if (j < -0.5 || j > g.rows() - 0.5) {
                continue;
            }
            for (int x = 0; x < view.width(); x++) {
                double i = (view.left() + (x + 0.5) * view.pixelSize()) / g.columnSpacing();
                if (i < -0.5 || i > g.columns() - 0.5) {
                    continue;
                }
                double value = interpolation == Interpolation.NEAREST
                        ? volume.value(nearest(i, g.columns()), nearest(j, g.rows()), view.slice())
                        : bilinear(volume, i, j, view.slice());
                int grey = window.grey(value);
                pixels[y * view.width() + x] = (byte) (volume.lowIsWhite() ? 255 - grey : grey);
            }
        }
        return new GreyImage(view.width(), view.height(), pixels);
    }

    private static int nearest(double index, int size) {
        return (int) Math.max(0, Math.min(size - 1, Math.floor(index + 0.5)));
    }

    /** In the outer half voxel, where there is no neighbour, the border voxel goes on. */
    private static double bilinear(Volume volume, double i, double j, int k) {
        VolumeGeometry g = volume.geometry();
        double x = Math.max(0, Math.min(g.columns() - 1, i));
        double y = Math.max(0, Math.min(g.rows() - 1, j));
        int x0 = (int) x;
        int y0 = (int) y;
        int x1 = Math.min(x0 + 1, g.columns() - 1);
        int y1 = Math.min(y0 + 1, g.rows() - 1);
        double fx = x - x0;
        double fy = y - y0;
        double upper = volume.value(x0, y0, k) * (1 - fx) + volume.value(x1, y0, k) * fx;
        double lower = volume.value(x0, y1, k) * (1 - fx) + volume.value(x1, y1, k) * fx;
        return upper * (1 - fy) + lower * fy;
    }
}
