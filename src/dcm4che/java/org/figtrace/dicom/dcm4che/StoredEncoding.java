package org.figtrace.dicom.dcm4che;

import java.io.IOException;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;
import org.dcm4che3.util.ByteUtils;
import org.figtrace.dicom.DataDictionary;
import org.figtrace.dicom.TransferSyntax;

/**
 * How a data set is really encoded. dcm4che believes the meta header, and without a Transfer Syntax UID takes explicit
 * little endian; here the first element's bytes are believed.
 */
final class StoredEncoding {
    private static final int HEADER = 8;

    private StoredEncoding() {}

    /**
     * @param in stands at the first element of the data set and stays there
     * @param isNamed whether the meta header names the syntax
     */
    static TransferSyntax of(DicomInputStream in, TransferSyntax named, boolean isNamed, long size) throws IOException {
        in.mark(HEADER);
        byte[] head = in.readNBytes(HEADER);
        in.reset();
        if (head.length < HEADER) {
            return named;
        }
        boolean letters = VR.valueOf(ByteUtils.bytesToVR(head, 4)) != null;
        if (!isNamed) {
            // Groups of the first element are below 0100: the byte that is zero tells the order.
            TransferSyntax explicit =
                    head[0] == 0 && head[1] != 0 ? TransferSyntax.EXPLICIT_BIG : TransferSyntax.EXPLICIT_LITTLE;
            return letters ? explicit : TransferSyntax.IMPLICIT_LITTLE;
        }
        if (named.bigEndian() || letters == named.explicitVr()) {
            return named;
        }
        boolean known =
                DataDictionary.vr(ByteUtils.bytesToTagLE(head, 0), false).isPresent();
        boolean fits = (ByteUtils.bytesToIntLE(head, 4) & 0xffffffffL) <= size - in.getPosition();
        return letters || known && fits
                ? new TransferSyntax(named.uid(), named.name(), letters, false, false, named.encapsulated())
                : named;
    }

    /** The UID that makes a dcm4che parser read this encoding. */
    static String uid(TransferSyntax syntax) {
        if (syntax.bigEndian()) {
            return TransferSyntax.EXPLICIT_BIG.uid();
        }
        return (syntax.explicitVr() ? TransferSyntax.EXPLICIT_LITTLE : TransferSyntax.IMPLICIT_LITTLE).uid();
    }
}
