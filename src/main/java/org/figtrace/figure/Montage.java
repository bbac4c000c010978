package org.figtrace.figure;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/** Puts the panels of a figure beside each other on black, row by row in their order, each at its own size. */
public final class Montage {
    private static final int LARGEST_PIXELS = 200_000_000;

    private Montage() {}

    /**
     * Each column is as wide as its widest panel and each row as high as its highest; panels stand in the middle.
     *
     * @param gap pixels between panels
     * @throws FigureException if the figure would have more than 200 million pixels
     */
    public static BufferedImage of(List<DrawnPanel> panels, int columns, int gap) throws FigureException {
        if (panels.isEmpty() || columns < 1 || gap < 0) {
            throw new IllegalArgumentException("a figure needs panels and columns");
        }
        int across = Math.min(columns, panels.size());
        int[] widths = new int[across];
        int[] heights = new int[(panels.size() + across - 1) / across];
        for (int n = 0; n < panels.size(); n++) {
            BufferedImage p = panels.get(n).picture();
            widths[n % across] = Math.max(widths[n % across], p.getWidth());
            heights[n / across] = Math.max(heights[n / across], p.getHeight());
        }
        long width = total(widths, gap);
        long height = total(heights, gap);
        if (width * height > LARGEST_PIXELS) {
            throw new FigureException(
                    "figure " + panels.get(0).panel().label().figure(),
                    width + " x " + height + " pixels are more than " + LARGEST_PIXELS);
        }
        BufferedImage figure = new BufferedImage((int) width, (int) height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = figure.createGraphics();
        int y = 0;
        for (int row = 0; row < heights.length; row++) {
            int x = 0;
            for (int column = 0; column < across && row * across + column < panels.size(); column++) {
                BufferedImage p = panels.get(row * across + column).picture();
                g.drawImage(p, x + (widths[column] - p.getWidth()) / 2, y + (heights[row] - p.getHeight()) / 2, null);
                x += widths[column] + gap;
            }
            y += heights[row] + gap;
        }
        g.dispose();
        return figure;
    }

    private static long total(int[] sizes, int gap) {
        long sum = (long) gap * (sizes.length - 1);
        for (int size : sizes) {
            sum += size;
        }
        return sum;
    }
}
