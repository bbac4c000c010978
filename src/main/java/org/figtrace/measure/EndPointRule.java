package org.figtrace.measure;

/** What the end points of a diameter lie on. */
public enum EndPointRule {
    /** Points of the contour as it was drawn. */
    CONTOUR("points of one drawn contour"),
    /**
     * The outline of the mask at level 0.5: midpoints between the centres of a voxel inside and its neighbour outside,
     * as in the IBSI mesh.
     */
    MASK_OUTLINE("outline of the mask, half-way between voxel centres inside and outside");

    private final String definition;

    EndPointRule(String definition) {
        this.definition = definition;
    }

    public String definition() {
        return definition;
    }
}
