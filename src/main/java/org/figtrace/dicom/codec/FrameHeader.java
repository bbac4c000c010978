package org.figtrace.dicom.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * The frame header of a stream (T.81 B.2.2), which JPEG-LS shares (T.87 C.2.2), already in agreement with the data set.
 *
 * @param precision bits per sample
 */
record FrameHeader(int columns, int rows, int precision, List<Component> components) {
    /**
     * @param index place among the samples of a pixel
     * @param horizontal relative sampling, 1 to 4
     * @param quantizationTable Tq, 0 to 3
     */
    record Component(int index, int id, int horizontal, int vertical, int quantizationTable) {}

    FrameHeader {
        components = List.copyOf(components);
    }

    /**
     * Reads the header, its segment being open.
     *
     * @throws CodecException when it contradicts what the data set says of the frame
     */
    static FrameHeader read(MarkerReader in, int marker, FrameShape expected) throws CodecException {
        int precision = in.u8(marker);
        int lines = in.u16(marker);
        int columns = in.u16(marker);
        int count = in.u8(marker);
        // 0 lines means that a DNL marker behind the first scan gives their number (T.81 B.2.5).
        int rows = lines == 0 ? expected.rows() : lines;
        if (columns != expected.columns() || rows != expected.rows() || count != expected.samples()) {
            throw new CodecException("the compressed image has " + columns + " columns, " + rows + " rows and " + count
                    + (count == 1 ? " component" : " components") + " where the data set says " + expected.columns()
                    + ", " + expected.rows() + " and " + expected.samples());
        }
        if (precision > expected.bitsAllocated()) {
            throw new CodecException("the compressed image has " + precision + " bits per sample, more than the "
                    + expected.bitsAllocated() + " bits allocated");
        }
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int id = in.u8(marker);
            int factors = in.u8(marker);
            Component component = new Component(i, id, factors >> 4, factors & 15, in.u8(marker));
            if (component.horizontal < 1
                    || component.horizontal > 4
                    || component.vertical < 1
                    || component.vertical > 4) {
                throw new CodecException("component " + id + " has sampling factors " + component.horizontal + " x "
                        + component.vertical + ", outside 1 to 4");
            }
            if (components.stream().anyMatch(c -> c.id == id)) {
                throw new CodecException("two components of the compressed image have the same identifier " + id);
            }
            components.add(component);
        }
        return new FrameHeader(columns, rows, precision, components);
    }

    int largestHorizontal() {
        return components.stream().mapToInt(Component::horizontal).max().orElseThrow();
    }

    int largestVertical() {
        return components.stream().mapToInt(Component::vertical).max().orElseThrow();
    }

    /** Refuses components of different size, which a coding may have but DICOM does not use. */
    void requireEqualSampling(String coding) throws CodecException {
        Component first = components.get(0);
        for (Component c : components) {
            if (c.horizontal != first.horizontal || c.vertical != first.vertical) {
                throw new CodecException("the components of the " + coding + " image have different sampling factors,"
                        + " which is not supported");
            }
        }
    }
}
