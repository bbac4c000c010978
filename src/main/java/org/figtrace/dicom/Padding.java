package org.figtrace.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.figtrace.volume.StoredRange;

/** Pixel Padding Value (0028,0120) and Range Limit (0028,0121) of the slices of a series (PS3.3 C.7.5.1.1.2). */
final class Padding {
    private Padding() {}

    /** One per slice. Warns of a padding value that no pixel of the series can have. */
    static List<Optional<StoredRange>> of(Series series, List<String> warnings) {
        List<Optional<StoredRange>> padding = new ArrayList<>();
        boolean warned = false;
        for (int k = 0; k < series.images().size(); k++) {
            DicomObject image = series.images().get(k);
            DataSet data = image.dataSet();
            Optional<Integer> value = stored(data, Tag.PixelPaddingValue);
            if (value.isEmpty()
                    || ModalityTable.type(new ImageFrame(image, series.frames().get(k)))
                            .isPresent()) {
                padding.add(Optional.empty());
                continue;
            }
            int limit = stored(data, Tag.PixelPaddingRangeLimit).orElse(value.get());
            StoredRange range = new StoredRange(Math.min(value.get(), limit), Math.max(value.get(), limit));
            boolean possible = isStorable(data, range.low()) && isStorable(data, range.high());
            padding.add(possible ? Optional.of(range) : Optional.empty());
            if (!possible && !warned) {
                warned = true;
                warnings.add(image.name() + ": PixelPaddingValue (0028,0120) "
                        + data.string(Tag.PixelPaddingValue).orElse("") + " is no value of "
                        + data.integer(Tag.BitsStored).orElse(0)
                        + " bits; padding cannot be told from the image");
            }
        }
        return padding;
    }

    /** Signed as the pixels are, whatever the value representation in the file says. */
    private static Optional<Integer> stored(DataSet data, int tag) {
        OptionalInt value = data.integer(tag);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        boolean signed = isSigned(data);
        int v = value.getAsInt();
        if (signed && v > Short.MAX_VALUE && v <= 0xffff) {
            return Optional.of((int) (short) v);
        }
        return Optional.of(!signed && v < 0 ? v & 0xffff : v);
    }

    private static boolean isStorable(DataSet data, double value) {
        int bits = data.integer(Tag.BitsStored).orElse(16);
        double least = isSigned(data) ? -Math.scalb(1.0, bits - 1) : 0;
        return value >= least && value < least + Math.scalb(1.0, bits);
    }

    private static boolean isSigned(DataSet data) {
        return data.integer(Tag.PixelRepresentation).orElse(0) == 1;
    }

    /** Whether low values are to be shown white (PS3.3 C.7.6.3.1.2). */
    static boolean isLowWhite(Series series) {
        return series.images()
                .get(0)
                .dataSet()
                .string(Tag.PhotometricInterpretation)
                .orElse("")
                .equals("MONOCHROME1");
    }
}
