package org.figtrace.dicom;

import java.io.IOException;
import java.io.OutputStream;

/**
 * What Figtrace asks of a DICOM library: read a data set, read its frames, write a data set. Engines are found by
 * {@link java.util.ServiceLoader}; everything above this interface is neutral to which one reads.
 */
public interface DicomEngine {
    /** "built-in" or "dcm4che". */
    String name();

    /** The engine with the highest preference is used unless one is named. */
    int preference();

    /**
     * Reads everything except pixel data (7FE0,xxxx), whose position is remembered in the object for
     * {@link #frames(DicomObject)}.
     *
     * @throws DicomException with file, tag and value when the bytes are not a readable DICOM object
     */
    DicomObject readHeader(DicomSource source) throws IOException;

    /** Reads the whole object, pixel data included, as it is to be written again. */
    DicomObject readAll(DicomSource source) throws IOException;

    /**
     * The frames of an image object.
     *
     * @throws DicomException when the object is no image, its transfer syntax has no decoder here, or its pixel
     *     description (0028,xxxx) contradicts its size
     */
    FrameReader frames(DicomObject object) throws IOException;

    /** Whether this engine can decode pixel data in that syntax on this machine. */
    boolean decodes(TransferSyntax syntax);

    /**
     * Writes a Part 10 file: preamble, meta header made from the data set, then the data set in the transfer syntax.
     * Pixel data must already be in that syntax.
     */
    void write(DataSet dataSet, TransferSyntax transferSyntax, OutputStream out) throws IOException;
}
