package org.figtrace.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ij.ImagePlus;
import ij.WindowManager;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.figtrace.dicom.DataSet;
import org.figtrace.dicom.DicomEngine;
import org.figtrace.dicom.DicomEngines;
import org.figtrace.dicom.DicomSource;
import org.figtrace.dicom.Element;
import org.figtrace.dicom.Tag;
import org.figtrace.dicom.TransferSyntax;
import org.figtrace.dicom.Vr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series that are no plain stack of grey values, opened as a macro does. */
class SeriesKindsTest {
    @TempDir
    Path folder;

    @AfterEach
    void forgetTheImage() {
        WindowManager.setTempCurrentImage(null);
    }

    private ImagePlus open(String options) {
        new Open_DICOM_Series().run("path=[" + folder + "] " + options);
        return WindowManager.getCurrentImage();
    }

    private void slice(String name, double z, Consumer<DataSet> change) throws IOException {
        DicomEngine engine = DicomEngines.preferred();
        DicomFolder.slice(folder, name, DicomFolder.SERIES, z, 1);
        Path file = folder.resolve(name);
        DataSet data = engine.readAll(DicomSource.of(file)).dataSet();
        change.accept(data);
        try (OutputStream out = Files.newOutputStream(file)) {
            engine.write(data, TransferSyntax.EXPLICIT_LITTLE, out);
        }
    }

    @Test
    void a_colour_capture_opens_in_its_colours() throws Exception {
        slice("1", 0, d -> {
            d.putIntegers(Tag.SamplesPerPixel, Vr.US, 3);
            d.putText(Tag.PhotometricInterpretation, Vr.CS, "RGB");
            d.putIntegers(Tag.BitsAllocated, Vr.US, 8);
            d.putIntegers(Tag.BitsStored, Vr.US, 8);
            d.putIntegers(Tag.HighBit, Vr.US, 7);
            d.putIntegers(Tag.PixelRepresentation, Vr.US, 0);
            byte[] pixels = new byte[3 * DicomFolder.COLUMNS * DicomFolder.ROWS];
            int p = 3 * (2 * DicomFolder.COLUMNS + 5);
            pixels[p] = (byte) 200;
            pixels[p + 1] = 100;
            pixels[p + 2] = 50;
            d.put(new Element.Bytes(Tag.PixelData, Vr.OB, pixels));
        });
        ImagePlus image = open("");
        assertThat(image.getBitDepth()).isEqualTo(24);
        assertThat(image.getPixel(5, 2)).startsWith(200, 100, 50);
        assertThatThrownBy(() -> ImagePlusVolume.toVolume(image)).hasMessageContaining("is RGB");
    }

    @Test
    void low_values_are_white_where_the_image_says_so_and_keep_their_value() throws Exception {
        for (int k = 0; k < 2; k++) {
            slice("" + k, k, d -> d.putText(Tag.PhotometricInterpretation, Vr.CS, "MONOCHROME1"));
        }
        ImagePlus image = open("");
        assertThat(image.isInvertedLut()).isTrue();
        image.setSlice(2);
        assertThat(image.isInvertedLut()).isTrue();
        assertThat(image.getCalibration()
                        .getCValue(image.getStack().getProcessor(1).get(4, 2)))
                .isEqualTo(204 - 1000);
    }

    @Test
    void padding_that_imagej_cannot_keep_is_said() throws Exception {
        slice("1", 0, d -> {});
        slice("2", 1, d -> d.putIntegers(Tag.PixelPaddingValue, Vr.SS, -2000));
        assertThat(open("").getProp(StackRecord.WARNINGS))
                .isEqualTo("pixels with the padding value are values in ImageJ; keep regions clear of them");
    }

    @Test
    void two_volumes_of_a_series_are_told_apart_in_their_lines() throws Exception {
        for (int echo = 1; echo <= 2; echo++) {
            for (int k = 0; k < 2; k++) {
                double time = 4.6 * echo;
                int number = 10 * echo + k;
                slice("e" + number, k, d -> {
                    d.putDecimals(Tag.EchoTime, time);
                    d.putText(Tag.SOPInstanceUID, Vr.UI, "2.25.9." + number);
                });
            }
        }
        ImagePlus image = open("series=[CT, thin, bone, echo 9.2 ms, 40 x 30 x 2: 2.25.1001]");
        assertThat(image.getStack().getShortSliceLabel(1)).isEqualTo("e20");
    }
}
