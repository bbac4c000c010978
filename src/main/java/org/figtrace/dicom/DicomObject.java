package org.figtrace.dicom;

/**
 * A DICOM object as it was read.
 *
 * @param transferSyntax how it was read: as the meta header names it, or as its bytes are where they contradict that
 * @param fileMeta group 0002, empty where the file had none
 * @param hasPixelData whether pixel data was seen, read or skipped
 * @param pixelDataOffset where the pixel data element starts in the source, -1 where unknown or there is none
 */
public record DicomObject(
        DicomSource source,
        TransferSyntax transferSyntax,
        DataSet fileMeta,
        DataSet dataSet,
        boolean hasPixelData,
        long pixelDataOffset) {
    public String name() {
        return source.name();
    }
}
