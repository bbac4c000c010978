package org.figtrace.dicom.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * A scan header (T.81 B.2.3, T.87 C.2.3). The last three parameters have other names in each coding: start and end of
 * spectral selection in DCT scans, the predictor in lossless ones, NEAR and the interleave mode in JPEG-LS.
 *
 * @param components of the frame, in the order of the scan
 * @param selectors one byte for each of them: Huffman tables, or the mapping table in JPEG-LS
 * @param first Ss, or NEAR
 * @param second Se, or ILV
 * @param approximation Ah in the high and Al, the point transform, in the low four bits
 */
record ScanHeader(
        List<FrameHeader.Component> components, List<Integer> selectors, int first, int second, int approximation) {
    ScanHeader {
        components = List.copyOf(components);
        selectors = List.copyOf(selectors);
    }

    int pointTransform() {
        return approximation & 15;
    }

    /**
     * Reads the header, its segment being open, and leaves the reader at the entropy-coded data.
     *
     * @param done the components that earlier scans have decoded; those of this scan are added
     */
    static ScanHeader read(MarkerReader in, FrameHeader frame, boolean[] done) throws CodecException {
        int count = in.u8(MarkerReader.SOS);
        if (count < 1 || count > frame.components().size()) {
            throw new CodecException("a scan of " + count + " components in an image of "
                    + frame.components().size());
        }
        List<FrameHeader.Component> components = new ArrayList<>();
        List<Integer> selectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int id = in.u8(MarkerReader.SOS);
            FrameHeader.Component component = frame.components().stream()
                    .filter(c -> c.id() == id)
                    .findFirst()
                    .orElseThrow(
                            () -> new CodecException("a scan names component " + id + ", which the image has not"));
            if (done[component.index()]) {
                throw new CodecException("component " + id + " is coded twice");
            }
            done[component.index()] = true;
            components.add(component);
            selectors.add(in.u8(MarkerReader.SOS));
        }
        int first = in.u8(MarkerReader.SOS);
        int second = in.u8(MarkerReader.SOS);
        int approximation = in.u8(MarkerReader.SOS);
        in.closeSegment();
        return new ScanHeader(components, selectors, first, second, approximation);
    }
}
