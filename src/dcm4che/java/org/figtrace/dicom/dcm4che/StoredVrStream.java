package org.figtrace.dicom.dcm4che;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomInputStream;

/**
 * A dcm4che stream that remembers which value representation stood in the file: dcm4che replaces UN by what its
 * dictionary knows, and what is written again must be what was read.
 */
final class StoredVrStream extends DicomInputStream {
    private boolean storedAsUnknown;

    StoredVrStream(InputStream in) throws IOException {
        super(in);
    }

    StoredVrStream(InputStream in, String transferSyntaxUid) throws IOException {
        super(in, transferSyntaxUid);
    }

    @Override
    public void readHeader(Predicate<DicomInputStream> stop) throws IOException {
        super.readHeader(stop);
        storedAsUnknown = explicitVR() && vr() == VR.UN;
    }

    /** Whether the element whose header was read last says UN in an explicit VR encoding. */
    boolean storedAsUnknown() {
        return storedAsUnknown;
    }
}
