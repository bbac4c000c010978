package org.figtrace.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.PointRoi;
import ij.measure.ResultsTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrowthAndMitosesTest {
    private final ResultsTable table = ResultsTable.getResultsTable();

    @AfterEach
    void forgetTheImage() {
        WindowManager.setTempCurrentImage(null);
        ResultsTable.getResultsTable().reset();
    }

    private static void grow(String options) {
        IJ.runPlugIn(Lesion_Growth.class.getName(), options);
    }

    /** Five mitoses of counter 0 and two of counter 3. */
    private static ImagePlus slide() {
        ImagePlus image = IJ.createImage("slide", "RGB white", 300, 200, 1);
        PointRoi points = new PointRoi();
        for (int p = 0; p < 7; p++) {
            points.setCounter(p < 5 ? 0 : 3);
            points.addPoint(image, 10 + 30 * p, 20 + 7 * p);
        }
        image.setRoi(points);
        return image;
    }

    private static void count(ImagePlus image, String options) {
        IJ.runPlugIn(image, Count_Mitoses.class.getName(), options);
    }

    @Test
    void a_diameter_that_doubles_in_300_days_is_a_volume_that_doubles_in_100() {
        grow("figure=2A earlier=2 later=4 unit=cm days=300");

        assertThat(table.getLabel(0)).isEqualTo("2A");
        assertThat(table.getValue("Earlier (mm)", 0)).isEqualTo(20);
        assertThat(table.getValue("Volume ratio", 0)).isCloseTo(8, within(1e-12));
        assertThat(table.getValue("Volume doubling time (days)", 0)).isCloseTo(100, within(1e-9));
        assertThat(table.getValue("Specific growth rate (%/day)", 0)).isCloseTo(Math.log(2), within(1e-12));
        assertThat(table.getValue("Volume doubling time 95% low (days)", 0)).isNaN();
    }

    @Test
    void dates_uncertainties_and_rows_of_results_are_read() {
        table.incrementCounter();
        table.addValue("Volume (mm3)", 4000);
        grow("earlier=[row 1] later=[8000+-40] unit=mm3 first=2003-02-01 second=2003-03-01");

        assertThat(table.getValue("Time (days)", 1)).isEqualTo(28);
        assertThat(table.getValue("Volume doubling time (days)", 1)).isCloseTo(28, within(1e-9));
        assertThat(table.getStringValue("Dates", 1)).isEqualTo("2003-02-01 to 2003-03-01");

        grow("earlier=[4+-0.02] later=[8 \u00b1 0.04] unit=ml days=28");
        // 0.5 % of each: 1.96 * 0.005 * sqrt 2 of the logarithm of 2
        double spread = 1.959963984540054 * 0.005 * Math.sqrt(2);
        assertThat(table.getValue("Volume doubling time 95% low (days)", 2))
                .isCloseTo(28 * Math.log(2) / (Math.log(2) + spread), within(1e-9));
        assertThat(table.getValue("Later (mm3)", 2)).isEqualTo(8000);
    }

    @Test
    void growth_that_cannot_be_told_is_said_in_one_sentence() {
        assertThatThrownBy(() -> grow("earlier=2 later=4"))
                .hasMessage("figtrace: Lesion Growth: the time between the sizes is said once: first= and second= with"
                        + " dates, or days=");
        assertThatThrownBy(() -> grow("earlier=2 later=4 days=3 first=2001-01-01 second=2001-02-01"))
                .hasMessageContaining("is said once");
        assertThatThrownBy(() -> grow("earlier=[row 3] later=4 days=3"))
                .hasMessage("figtrace: Lesion Growth: earlier=row 3, but Results has 0 rows");
        assertThatThrownBy(() -> grow("earlier=2 later=big days=3"))
                .hasMessage("figtrace: Lesion Growth: later=big is no number");
        assertThatThrownBy(() -> grow("earlier=0 later=4 days=3")).hasMessageContaining("a size is a number above 0");
        assertThatThrownBy(() -> grow("earlier=2 later=4 first=31.5.2001 second=2001-06-01"))
                .hasMessageContaining("first=31.5.2001 is no date like 2001-05-31");
        assertThatThrownBy(() -> grow("earlier=2 later=4 first=2002-05-31 second=2001-06-01"))
                .hasMessageContaining("growth needs a later date than the first");
        assertThatThrownBy(() -> grow("earlier=2 later=4 days=3 unit=inch"))
                .hasMessageContaining("unit=inch is none of");
    }

    @Test
    void mitoses_of_one_counter_are_divided_by_the_area_of_their_fields() {
        ImagePlus image = slide();
        count(image, "figure=4A counter=0 fields=20 eyepiece=22 objective=40");

        assertThat(table.getLabel(0)).isEqualTo("4A");
        assertThat(table.getValue("Mitoses", 0)).isEqualTo(5);
        assertThat(table.getValue("Mitoses per 10 HPF", 0)).isEqualTo(2.5);
        assertThat(table.getValue("Mitoses per mm2", 0)).isCloseTo(5 / (20 * Math.PI * 0.275 * 0.275), within(1e-12));
        assertThat(image.getOverlay().get("4A")).isInstanceOf(PointRoi.class);
        assertThat(image.getRoi().getName()).isEqualTo("4A");
    }

    @Test
    void without_a_field_size_there_is_a_range_and_no_number_per_mm2() {
        count(slide(), "");

        assertThat(table.getValue("Mitoses", 0)).isEqualTo(7);
        assertThat(table.getValue("Mitoses per mm2", 0)).isNaN();
        assertThat(table.getValue("Mitoses per mm2 largest field", 0))
                .isCloseTo(0.7 / (Math.PI * 0.345 * 0.345), within(1e-12));
        assertThat(table.getValue("Mitoses per mm2 smallest field", 0))
                .isCloseTo(0.7 / (Math.PI * 0.2 * 0.2), within(1e-12));
    }

    @Test
    void a_count_that_cannot_be_told_is_said_in_one_sentence() {
        ImagePlus empty = slide();
        empty.deleteRoi();
        assertThatThrownBy(() -> count(empty, ""))
                .hasMessage("figtrace: slide: has no points; mark each mitosis with the multi-point tool");
        assertThatThrownBy(() -> count(slide(), "eyepiece=22"))
                .hasMessage(
                        "figtrace: Count Mitoses: a field is said by eyepiece= with objective=, or by diameter= alone");
        assertThatThrownBy(() -> count(slide(), "fields=0")).hasMessageContaining("at least one field");
        assertThatThrownBy(() -> count(slide(), "fields=2.5")).hasMessageContaining("fields=2.5 is no whole number");
        assertThatThrownBy(() -> count(slide(), "counter=100")).hasMessageContaining("counters go from 0 to 99");
        assertThatThrownBy(() -> count(slide(), "diameter=-1"))
                .hasMessageContaining("the field diameter is a number above 0");
    }
}
