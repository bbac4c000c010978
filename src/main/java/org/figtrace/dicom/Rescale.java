package org.figtrace.dicom;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.figtrace.volume.ValueUnit;

/**
 * How stored values of a frame become values (PS3.3 C.11.1.1.2).
 *
 * @param source in words, e.g. "RescaleSlope (0028,1053), RescaleIntercept (0028,1052)"
 */
record Rescale(double slope, double intercept, ValueUnit unit, String source) {
    /** Defined terms of Rescale Type other than HU and US (unspecified). */
    private static final Set<String> UNITS = Set.of("OD", "MGML", "Z_EFF", "ED", "EDW", "HU_MOD", "PCT");

    /** The unit and source of a frame whose rescale may yet turn out to be unusable. */
    static Rescale of(ImageFrame frame) throws IOException {
        DataSet data = frame.pixelValueTransformation();
        boolean present = data.contains(Tag.RescaleSlope) || data.contains(Tag.RescaleIntercept);
        if (!present) {
            Optional<String> table = ModalityTable.type(frame);
            return new Rescale(
                    1,
                    0,
                    table.isPresent() ? unit(frame, table.get()) : unit(frame, data, false),
                    table.isPresent()
                            ? "ModalityLUTSequence (0028,3000)"
                            : "stored values; RescaleSlope (0028,1053) is missing");
        }
        double slope = number(frame, data, Tag.RescaleSlope, 1);
        if (slope == 0) {
            throw new DicomException(frame.name(), "RescaleSlope (0028,1053) is 0, so its values cannot be known");
        }
        double intercept = number(frame, data, Tag.RescaleIntercept, 0);
        boolean both = data.string(Tag.RescaleSlope).isPresent()
                && data.string(Tag.RescaleIntercept).isPresent();
        String source = both
                ? "RescaleSlope (0028,1053), RescaleIntercept (0028,1052) of each slice"
                : data.string(Tag.RescaleSlope).isPresent()
                        ? "RescaleSlope (0028,1053); RescaleIntercept (0028,1052) is missing, taken as 0"
                        : "RescaleIntercept (0028,1052); RescaleSlope (0028,1053) is missing, taken as 1";
        return new Rescale(slope, intercept, unit(frame, data, both), source);
    }

    private static double number(ImageFrame frame, DataSet data, int tag, double missing) throws IOException {
        Optional<String> text = data.string(tag);
        if (text.isEmpty()) {
            return missing;
        }
        OptionalDouble value = data.decimal(tag);
        if (value.isEmpty()) {
            throw new DicomException(
                    frame.name(),
                    DataDictionary.describe(tag) + " is " + text.get() + ", so its values cannot be known");
        }
        return value.getAsDouble();
    }

    private static ValueUnit unit(ImageFrame frame, DataSet data, boolean rescaled) {
        Optional<String> type = data.string(Tag.RescaleType);
        if (type.isPresent()) {
            return unit(frame, type.get());
        }
        return frame.modality().equals("CT") && rescaled && !frame.isLocalizer()
                ? ValueUnit.HOUNSFIELD
                : unspecified(frame);
    }

    private static ValueUnit unit(ImageFrame frame, String term) {
        return term.equals("HU")
                ? ValueUnit.HOUNSFIELD
                : UNITS.contains(term) ? new ValueUnit(term) : unspecified(frame);
    }

    /** PET says its unit in Units (0054,1001), e.g. BQML or GML (PS3.3 C.8.9.1.1.3). */
    private static ValueUnit unspecified(ImageFrame frame) {
        return frame.modality().equals("PT")
                ? frame.image().dataSet().string(Tag.Units).map(ValueUnit::new).orElse(ValueUnit.ARBITRARY)
                : ValueUnit.ARBITRARY;
    }
}
