package org.figtrace.annotation;

import java.util.List;
import java.util.Locale;

/** How far the images back what a panel or pointer shows. */
public enum CoverageState {
    /** No annotation. */
    UNLINKED,
    /** An annotation, but no number. */
    LINKED,
    /** At least one annotation with at least one measurement. */
    MEASURED,
    /** Annotations, and every one of them is verified, measured or not. */
    VERIFIED;

    static CoverageState of(List<Annotation> annotations) {
        if (annotations.isEmpty()) {
            return UNLINKED;
        }
        if (annotations.stream().allMatch(a -> a.state() == AnnotationState.VERIFIED)) {
            return VERIFIED;
        }
        return annotations.stream().anyMatch(a -> !a.measurements().isEmpty()) ? MEASURED : LINKED;
    }

    /** The name used on the command line, "unlinked". */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
