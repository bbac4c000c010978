package org.figtrace.phantom;

/**
 * What the phantom is made of: its value on CT in HU and its signal on a T1-weighted MR image in arbitrary units. HU are
 * of the usual order for each tissue; the mass differs from brain and scalp by more than the noise so that a reader
 * sees its border.
 */
enum Tissue {
    AIR(-1000, 12),
    SCALP(-18, 720),
    TABLE(1000, 40),
    DIPLOE(760, 260),
    CEREBROSPINAL_FLUID(8, 110),
    BRAIN(34, 430),
    MASS(62, 300);

    private final int hounsfield;
    private final int t1Signal;

    Tissue(int hounsfield, int t1Signal) {
        this.hounsfield = hounsfield;
        this.t1Signal = t1Signal;
    }

    int hounsfield() {
        return hounsfield;
    }

    int t1Signal() {
        return t1Signal;
    }
}
