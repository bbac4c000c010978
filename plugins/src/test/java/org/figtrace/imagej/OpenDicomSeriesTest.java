package org.figtrace.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.ImagePlus;
import ij.WindowManager;
import ij.measure.Calibration;
import ij.util.DicomTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.figtrace.SharedData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenDicomSeriesTest {
    @TempDir
    Path folder;

    @AfterEach
    void forgetTheImage() {
        WindowManager.setTempCurrentImage(null);
    }

    private static ImagePlus open(String options) {
        new Open_DICOM_Series().run(options);
        return WindowManager.getCurrentImage();
    }

    @Test
    void slices_come_in_the_order_of_their_positions_and_read_in_hounsfield_units() throws IOException {
        ImagePlus image = open("path=[" + DicomFolder.regular(folder) + "]");

        assertThat(image.getTitle()).isEqualTo("CT thin, [bone]");
        assertThat(image.getStackSize()).isEqualTo(4);
        assertThat(image.getBitDepth()).isEqualTo(16);
        Calibration cal = image.getCalibration();
        assertThat(cal.pixelWidth).isEqualTo(0.5);
        assertThat(cal.pixelHeight).isEqualTo(0.7);
        assertThat(cal.pixelDepth).isCloseTo(1.5, within(1e-12)); // not the slice thickness of 9
        assertThat(cal.getUnit()).isEqualTo("mm");
        assertThat(cal.getValueUnit()).isEqualTo("HU");
        for (int k = 0; k < 4; k++) {
            int raw = image.getStack().getProcessor(k + 1).get(7, 3);
            assertThat(cal.getCValue(raw)).isEqualTo(7 + 300 + 15 * k - 1000);
        }
        assertThat(image.getStack().getShortSliceLabel(1)).isEqualTo("c");
        assertThat(image.getStack().getShortSliceLabel(2)).isEqualTo("a");
    }

    @Test
    void a_label_holds_the_header_of_its_slice_where_imagej_looks_for_it() throws IOException {
        ImagePlus image = open("path=[" + DicomFolder.regular(folder) + "]");

        image.setSlice(3);
        assertThat(DicomTools.getTag(image, "0008,0018").strip()).isEqualTo(DicomFolder.sop(DicomFolder.SERIES, 3));
        assertThat(DicomTools.getTag(image, "0020,0032").strip()).isEqualTo("-20\\11\\3");
        assertThat(DicomTools.getTag(image, "0028,0030").strip()).isEqualTo("0.7\\0.5");
        assertThat(image.getStack().getSliceLabel(3)).contains("0018,0050  Slice Thickness: 9\n");
        assertThat(image.getProp("Figtrace series")).isEqualTo(DicomFolder.SERIES);
    }

    @Test
    void the_window_of_the_header_is_the_display_range() throws IOException {
        ImagePlus image = open("path=[" + DicomFolder.regular(folder) + "]");

        Calibration cal = image.getCalibration();
        assertThat(cal.getCValue(image.getDisplayRangeMin())).isEqualTo(-160);
        assertThat(cal.getCValue(image.getDisplayRangeMax())).isEqualTo(240);
    }

    @Test
    void a_rescale_that_changes_between_slices_becomes_values_in_32_bits() throws IOException {
        DicomFolder.slice(folder, "1", DicomFolder.SERIES, 0, 1);
        DicomFolder.slice(folder, "2", DicomFolder.SERIES, 2, 0.5);
        ImagePlus image = open("path=[" + folder + "]");

        assertThat(image.getBitDepth()).isEqualTo(32);
        assertThat(image.getCalibration().getValueUnit()).isEqualTo("HU");
        assertThat(image.getStack().getProcessor(1).getf(4, 2)).isEqualTo(204 - 1000);
        assertThat(image.getStack().getProcessor(2).getf(4, 2)).isEqualTo(224 * 0.5f - 1000);
    }

    @Test
    void of_several_series_a_macro_names_one_by_uid_or_by_its_line() throws IOException {
        DicomFolder.regular(folder);
        DicomFolder.slice(folder, "other", "2.25.77", 0, 1);

        assertThat(open("path=[" + folder + "] series=2.25.77").getStackSize()).isEqualTo(1);
        assertThat(open("path=[" + folder + "] series=[CT, thin, bone, 40 x 30 x 4: 2.25.1001]")
                        .getStackSize())
                .isEqualTo(4);
        assertThatThrownBy(() -> open("path=[" + folder + "]"))
                .hasMessageStartingWith("figtrace: " + folder + ": holds 2 series; choose one by series=")
                .hasMessageContaining("[CT, thin, bone, 40 x 30 x 1: 2.25.77]");
        assertThatThrownBy(() -> open("path=[" + folder + "] series=1.2.3"))
                .hasMessageContaining("has no single series 1.2.3");
    }

    @Test
    void uneven_gaps_are_an_image_property_and_survive_to_the_measurement() throws Exception {
        DicomFolder.slice(folder, "1", DicomFolder.SERIES, 0, 1);
        DicomFolder.slice(folder, "2", DicomFolder.SERIES, 1, 1);
        DicomFolder.slice(folder, "3", DicomFolder.SERIES, 5, 1);
        ImagePlus image = open("path=[" + folder + "]");

        assertThat(image.getProp(StackRecord.WARNINGS)).isNotBlank();
        assertThat(ImagePlusVolume.toVolume(image).geometry().gaps())
                .usingComparatorWithPrecision(1e-9)
                .containsExactly(1, 4);
    }

    @Test
    void a_missing_folder_a_text_file_and_an_unknown_option_are_each_said_in_one_sentence() throws IOException {
        assertThatThrownBy(() -> open("path=/nowhere/at/all"))
                .hasMessage("figtrace: path=/nowhere/at/all: there is no such file or folder");
        Files.writeString(folder.resolve("notes.txt"), "no image");
        assertThatThrownBy(() -> open("path=[" + folder + "]"))
                .hasMessageStartingWith(
                        "figtrace: " + folder + ": holds no DICOM image series (unreadable files: 1, the first");
        assertThatThrownBy(() -> open("folder=[" + folder + "]")).hasMessageContaining("has no option \"folder\"");
    }

    @Test
    void an_oblique_head_keeps_the_directions_of_its_files() throws Exception {
        Path head = SharedData.require("mr_head_oblique");
        ImagePlus image = open("path=[" + head.toAbsolutePath() + "]");

        var g = ImagePlusVolume.toVolume(image).geometry();
        image.setSlice(1);
        String[] cosines = DicomTools.getTag(image, "0020,0037").strip().split("\\\\");
        String[] position = DicomTools.getTag(image, "0020,0032").strip().split("\\\\");
        // Direction cosines have six decimals in the file; normalising them moves less than 1e-5.
        assertThat(g.rowDirection().x()).isCloseTo(Double.parseDouble(cosines[0]), within(1e-5));
        assertThat(g.columnDirection().z()).isCloseTo(Double.parseDouble(cosines[5]), within(1e-5));
        assertThat(g.sliceOrigin(0).z()).isEqualTo(Double.parseDouble(position[2]));
        assertThat(ImagePlusVolume.toVolume(image).valueUnit().symbol()).isEqualTo("arbitrary");
    }
}
