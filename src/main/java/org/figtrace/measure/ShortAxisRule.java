package org.figtrace.measure;

/** Which perpendicular of a concave lesion is its short axis. For a convex outline both are the same. */
public enum ShortAxisRule {
    /** The longest chord of the convex hull: callipers laid round the lesion, bridging its bays. */
    HULL("longest perpendicular chord of the convex hull"),
    /** The longest perpendicular that stays inside the outline, as a reader draws it. */
    INSIDE("longest perpendicular that stays inside the outline");

    private final String definition;

    ShortAxisRule(String definition) {
        this.definition = definition;
    }

    public String definition() {
        return definition;
    }
}
