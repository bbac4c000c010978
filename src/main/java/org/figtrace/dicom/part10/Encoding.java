package org.figtrace.dicom.part10;

import java.nio.ByteOrder;
import org.figtrace.dicom.TransferSyntax;

/** How the elements of a data set are laid out. */
record Encoding(boolean explicitVr, boolean bigEndian) {
    static final Encoding IMPLICIT_LITTLE = new Encoding(false, false);
    static final Encoding EXPLICIT_LITTLE = new Encoding(true, false);

    static Encoding of(TransferSyntax syntax) {
        return new Encoding(syntax.explicitVr(), syntax.bigEndian());
    }

    ByteOrder order() {
        return bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }
}
