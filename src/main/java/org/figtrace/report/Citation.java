package org.figtrace.report;

import java.util.List;

/**
 * One place where figures are cited, "Figs 1A and 2B-D".
 *
 * @param start offset of "Figs" in the text that was searched
 * @param labels every cited panel, or the number alone
 */
record Citation(int start, int end, List<FigureLabel> labels) {}
