package org.figtrace.measure;

/** What RECIST 1.1 (doi 10.1016/j.ejca.2008.10.026) tells apart when it says which diameter of a lesion counts. */
public enum LesionKind {
    /** By its longest diameter. */
    NON_NODAL,
    /** A lymph node, by its short axis. */
    NODE,
    /** A lytic or mixed bone lesion, by the longest diameter of its soft-tissue part only. */
    BONE_SOFT_TISSUE,
    /** A bone lesion without a soft-tissue part, or a blastic one: never measurable. */
    BONE_WITHOUT_SOFT_TISSUE;

    public boolean isNode() {
        return this == NODE;
    }
}
