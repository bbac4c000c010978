package org.figtrace.segment;

import java.util.function.IntConsumer;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.figtrace.volume.Progress;

/** Work slice by slice on all processors. Sums are added in the order of the slices, so threads never change them. */
final class Slabs {
    private Slabs() {}

    static void each(int slices, Progress progress, IntConsumer work) {
        progress.checkCancelled();
        IntStream.range(0, slices).parallel().forEach(work);
        progress.checkCancelled();
    }

    static double sum(int slices, IntToDoubleFunction part) {
        double[] parts = new double[slices];
        IntStream.range(0, slices).parallel().forEach(k -> parts[k] = part.applyAsDouble(k));
        double sum = 0;
        for (double p : parts) {
            sum += p;
        }
        return sum;
    }
}
