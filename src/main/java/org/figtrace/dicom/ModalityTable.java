package org.figtrace.dicom;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Modality LUT Sequence (0028,3000): values by a table in place of slope and intercept (PS3.3 C.11.1). */
final class ModalityTable {
    private ModalityTable() {}

    /** Modality LUT Type, "US" (unspecified) where it is not said; empty where the frame has no table. */
    static Optional<String> type(ImageFrame frame) {
        return item(frame).map(t -> t.string(Tag.ModalityLUTType).orElse("US"));
    }

    /**
     * Empty where the frame has no table.
     *
     * @throws DicomException when the table is incomplete
     */
    static Optional<LookupTable> of(ImageFrame frame) throws IOException {
        Optional<DataSet> item = item(frame);
        if (item.isEmpty()) {
            return Optional.empty();
        }
        boolean signed =
                frame.image().dataSet().integer(Tag.PixelRepresentation).orElse(0) == 1;
        return Optional.of(LookupTable.of(frame.name(), item.get(), Tag.LUTDescriptor, Tag.LUTData, signed));
    }

    /** Slope and intercept exclude a table (PS3.3 C.11.1); where both are there, they are taken. */
    private static Optional<DataSet> item(ImageFrame frame) {
        DataSet linear = frame.pixelValueTransformation();
        List<DataSet> tables = frame.image().dataSet().items(Tag.ModalityLUTSequence);
        return linear.contains(Tag.RescaleSlope) || linear.contains(Tag.RescaleIntercept)
                ? Optional.empty()
                : tables.stream().findFirst();
    }
}
