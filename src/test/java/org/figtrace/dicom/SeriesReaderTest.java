package org.figtrace.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.figtrace.volume.Progress;
import org.figtrace.volume.SliceReference;
import org.figtrace.volume.Volume;
import org.figtrace.volume.Voxels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesReaderTest {
    @TempDir
    Path folder;

    private Volume read(List<DataSet> images) throws Exception {
        Series series = Synthetic.scan(Synthetic.write(folder, images)).series().get(0);
        return SeriesReader.read(series, Synthetic.engine(), Progress.NONE);
    }

    @Test
    void values_are_rescaled_slice_by_slice() throws Exception {
        List<DataSet> images = Synthetic.slices(3);
        images.get(1).putDecimals(Tag.RescaleSlope, 2.5);
        images.get(1).putDecimals(Tag.RescaleIntercept, -100);
        Volume volume = read(images);
        // Pixel (3, 2) is the 12th, so its stored value is 11 + 100 k.
        assertThat(volume.value(3, 2, 0)).isEqualTo(11 - 1024);
        assertThat(volume.value(3, 2, 1)).isEqualTo(2.5 * 111 - 100);
        assertThat(volume.value(3, 2, 2)).isEqualTo(211 - 1024);
        assertThat(volume.voxels()).isInstanceOf(Voxels.Shorts.class);
        assertThat(volume.references()).contains(new SliceReference("1.2.840.10008.5.1.4.1.1.2", "2.25.100.2", 1));
    }

    @Test
    void frames_of_an_enhanced_image_have_their_own_rescale_and_reference() throws Exception {
        Volume volume = read(List.of(SeriesScannerTest.enhanced()));
        // The lowest slice is frame 3: stored 24 to 35, slope 3, intercept -20.
        assertThat(volume.value(0, 0, 0)).isEqualTo(3 * 24 - 20);
        assertThat(volume.value(3, 2, 2)).isEqualTo(11);
        assertThat(volume.references().get(0).frame()).isEqualTo(3);
        assertThat(volume.valueUnit().symbol()).isEqualTo("HU");
    }

    @Test
    void without_rescale_the_values_are_stored_ones_and_have_no_unit() throws Exception {
        List<DataSet> images = Synthetic.slices(2);
        images.forEach(i -> i.remove(Tag.RescaleSlope));
        images.forEach(i -> i.remove(Tag.RescaleIntercept));
        Volume volume = read(images);
        assertThat(volume.value(1, 0, 1)).isEqualTo(101);
        assertThat(volume.valueUnit().symbol()).isEqualTo("arbitrary");
        assertThat(volume.calibration().valueSource()).isEqualTo("stored values; RescaleSlope (0028,1053) is missing");
    }

    @Test
    void a_slope_of_zero_is_refused_with_its_file() throws Exception {
        List<DataSet> images = Synthetic.slices(2);
        images.get(1).putText(Tag.RescaleSlope, Vr.DS, "0");
        assertThatThrownBy(() -> read(images))
                .hasMessage(folder.resolve("b.dcm") + ": RescaleSlope (0028,1053) is 0, so its values cannot be known");
    }

    @Test
    void the_unit_is_the_one_that_the_image_states() throws Exception {
        DataSet pet = Synthetic.slice(0);
        pet.putText(Tag.Modality, Vr.CS, "PT").putText(Tag.Units, Vr.CS, "BQML");
        assertThat(read(List.of(pet)).valueUnit().symbol()).isEqualTo("BQML");
        DataSet mr = Synthetic.slice(0);
        mr.putText(Tag.Modality, Vr.CS, "MR");
        assertThat(read(List.of(mr)).valueUnit().symbol()).isEqualTo("arbitrary");
        DataSet ct = Synthetic.slice(0);
        ct.putText(Tag.RescaleType, Vr.LO, "US");
        assertThat(read(List.of(ct)).valueUnit().symbol()).isEqualTo("arbitrary");
    }

    @Test
    void signed_and_unsigned_slices_become_exact_floats() throws Exception {
        List<DataSet> images = Synthetic.slices(2);
        Synthetic.pixels(images.get(1), 4, 3, 65_000).putIntegers(Tag.PixelRepresentation, Vr.US, 0);
        Volume volume = read(images);
        assertThat(volume.value(0, 0, 1)).isEqualTo(65_000 - 1024);
        assertThat(volume.value(0, 0, 0)).isEqualTo(-1024);
    }

    @Test
    void a_colour_image_is_refused_as_voxels() throws Exception {
        DataSet image = Synthetic.slice(0);
        image.putIntegers(Tag.SamplesPerPixel, Vr.US, 3);
        image.putIntegers(Tag.BitsAllocated, Vr.US, 8);
        image.putIntegers(Tag.BitsStored, Vr.US, 8);
        image.putIntegers(Tag.HighBit, Vr.US, 7);
        image.put(new Element.Bytes(Tag.PixelData, Vr.OB, new byte[36]));
        assertThatThrownBy(() -> read(List.of(image)))
                .hasMessageContaining("SamplesPerPixel (0028,0002) is 3: a colour image has no voxel values");
    }

    @Test
    void a_truncated_slice_is_refused_with_its_bytes() throws Exception {
        DataSet image = Synthetic.slice(0);
        image.put(new Element.Bytes(Tag.PixelData, Vr.OW, new byte[20]));
        assertThatThrownBy(() -> read(List.of(image)))
                .hasMessage(folder.resolve("a.dcm") + ": Pixel Data (7FE0,0010) has 20 bytes, 24 expected");
    }

    @Test
    void an_unreadable_slice_is_named_and_no_volume_is_made_without_it() throws Exception {
        List<DataSet> images = Synthetic.slices(20);
        images.get(13).put(new Element.Bytes(Tag.PixelData, Vr.OW, new byte[2]));
        assertThatThrownBy(() -> read(images))
                .isInstanceOf(DicomException.class)
                .hasMessageContaining("n.dcm");
    }

    @Test
    void a_series_that_does_not_fit_in_memory_is_refused_in_one_sentence() throws Exception {
        Series series = Synthetic.scan(Synthetic.write(folder, Synthetic.slices(3)))
                .series()
                .get(0);
        DicomEngine exhausted = (DicomEngine) Proxy.newProxyInstance(
                DicomEngine.class.getClassLoader(), new Class<?>[] {DicomEngine.class}, (proxy, method, arguments) -> {
                    throw new OutOfMemoryError("Java heap space");
                });
        assertThatThrownBy(() -> SeriesReader.read(series, exhausted, Progress.NONE))
                .isInstanceOf(DicomException.class)
                .hasMessageMatching(".*a\\.dcm: its series of 3 slices of 4 x 3 pixels does not fit in the \\d+ MB of"
                        + " memory of this program");
    }

    @Test
    void a_series_in_a_zip_archive_is_the_series_in_a_folder() throws Exception {
        Volume plain = read(Synthetic.slices(3));
        Path zip = folder.resolveSibling(folder.getFileName() + ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : List.of("a.dcm", "b.dcm", "c.dcm")) {
                out.putNextEntry(new ZipEntry("deep/" + name));
                Files.copy(folder.resolve(name), out);
            }
        }
        Series series = Synthetic.scan(zip).series().get(0);
        Volume zipped = SeriesReader.read(series, Synthetic.engine(), Progress.NONE);
        assertThat(((Voxels.Shorts) zipped.voxels()).data()).isDeepEqualTo(((Voxels.Shorts) plain.voxels()).data());
        // Nothing holds the archive any longer.
        assertThat(Files.deleteIfExists(zip)).isTrue();
    }
}
