package org.figtrace.measure.response;

/** The answers of RECIST 1.1 (doi 10.1016/j.ejca.2008.10.026, tables 1 and 2). */
public enum RecistCategory {
    COMPLETE_RESPONSE("CR"),
    PARTIAL_RESPONSE("PR"),
    STABLE_DISEASE("SD"),
    /** Of non-target lesions only. */
    NON_CR_NON_PD("non-CR/non-PD"),
    PROGRESSIVE_DISEASE("PD"),
    NOT_EVALUABLE("NE");

    private final String symbol;

    RecistCategory(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }
}
