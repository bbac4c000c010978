package org.figtrace.dicom.codec.j2k;

import java.util.ArrayList;
import java.util.List;

/**
 * Packets that follow each other in one order: all of a tile, or those that one entry of POC names (T.800 A.6.6). The
 * upper bounds are not included.
 *
 * @param order LRCP 0, RLCP 1, RPCL 2, PCRL 3, CPRL 4
 */
record ProgressionVolume(
        int order, int firstResolution, int endResolution, int firstComponent, int endComponent, int endLayer) {
    static ProgressionVolume all(int order) {
        return new ProgressionVolume(order, 0, Integer.MAX_VALUE, 0, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    static List<ProgressionVolume> read(SegmentReader in, int components) throws J2kException {
        List<ProgressionVolume> changes = new ArrayList<>();
        while (in.remaining() > 0) {
            int firstResolution = in.u8();
            int firstComponent = components < 257 ? in.u8() : in.u16();
            int endLayer = in.u16();
            int endResolution = in.u8();
            int endComponent = components < 257 ? in.u8() : in.u16();
            // 0 stands for 256 where the index is one byte.
            endComponent = endComponent == 0 ? Integer.MAX_VALUE : endComponent;
            changes.add(new ProgressionVolume(
                    requireOrder(in.u8()), firstResolution, endResolution, firstComponent, endComponent, endLayer));
        }
        return changes;
    }

    static int requireOrder(int order) throws J2kException {
        if (order > 4) {
            throw new J2kException("progression order " + order + " is not part of JPEG 2000 Part 1");
        }
        return order;
    }

    boolean holds(int component, int resolution) {
        return component >= firstComponent
                && component < endComponent
                && resolution >= firstResolution
                && resolution < endResolution;
    }
}
