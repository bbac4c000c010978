package org.figtrace.measure.pathology;

/**
 * Ki-67 index: percentage of tumour nuclei that stain, of all tumour nuclei counted (International Ki67 in Breast Cancer
 * Working Group, doi 10.1093/jnci/djaa201). The intervals are those of drawing nuclei at random; hot spots, staining and
 * readers add to them.
 *
 * @param wilson in percent
 * @param exact Clopper-Pearson, in percent
 */
public record Ki67Index(
        long positive, long total, double percent, ConfidenceInterval wilson, ConfidenceInterval exact) {
    public static final String DEFINITION = "100 x positive tumour nuclei / all tumour nuclei counted";
    public static final String SOURCE = "Nielsen 2021, doi 10.1093/jnci/djaa201";

    /**
     * @param level of both intervals, 0.95 for 95 %
     * @throws IllegalArgumentException where nothing was counted, or more nuclei stain than there are
     */
    public static Ki67Index of(long positive, long total, double level) {
        if (total < 1 || positive < 0 || positive > total) {
            throw new IllegalArgumentException(positive + " positive of " + total + " nuclei is no index");
        }
        return new Ki67Index(
                positive,
                total,
                100.0 * positive / total,
                ConfidenceInterval.wilson(positive, total, level).times(100),
                ConfidenceInterval.clopperPearson(positive, total, level).times(100));
    }
}
