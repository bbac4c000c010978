package org.figtrace.report;

/** How a picture was made. */
public enum Modality {
    CT("CT"),
    CTA("CTA"),
    MR("MR"),
    MRA("MRA"),
    XA("XA"),
    RADIOGRAPH("radiograph"),
    PET("PET"),
    SCINTIGRAPHY("scintigraphy"),
    ULTRASOUND("ultrasound"),
    ENDOSCOPY("endoscopy"),
    PHOTOGRAPH("photograph"),
    HISTOLOGY("histology"),
    IMMUNOHISTOCHEMISTRY("immunohistochemistry"),
    ELECTRON_MICROSCOPY("electron microscopy"),
    DRAWING("drawing");

    private final String title;

    Modality(String title) {
        this.title = title;
    }

    /** The word a reader uses; for CT, MR and XA the DICOM code too. */
    @Override
    public String toString() {
        return title;
    }
}
