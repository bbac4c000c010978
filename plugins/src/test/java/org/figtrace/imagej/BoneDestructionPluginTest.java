package org.figtrace.imagej;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Line;
import ij.gui.Roi;
import java.util.List;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.figtrace.measure.bone.MidsagittalPlane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoneDestructionPluginTest {
    @AfterEach
    void forgetTheImage() {
        WindowManager.setTempCurrentImage(null);
    }

    private static ImagePlus image() {
        ImagePlus image = IJ.createImage("mr", "16-bit black", 40, 30, 4);
        image.getCalibration().setUnit("mm");
        image.getCalibration().pixelWidth = 0.5;
        image.getCalibration().pixelHeight = 0.7;
        image.getCalibration().pixelDepth = 1.5;
        image.setRoi(5, 5, 8, 8);
        return image;
    }

    @Test
    void the_plane_cuts_every_slice_where_its_distance_is_zero() {
        VolumeGeometry g = VolumeGeometry.axial(40, 30, 4, Vector3.ZERO, 0.5, 0.7, 1.5);
        // leans by 0.1 mm per mm to the left and 0.2 mm per mm upwards
        MidsagittalPlane plane = MidsagittalPlane.given(new Vector3(8, 10, 3), new Vector3(1, -0.1, -0.2));
        List<Roi> lines = PlaneOverlay.of(plane, g, image(), "3C plane");

        assertThat(lines).hasSize(4);
        for (Roi roi : lines) {
            Line line = (Line) roi;
            int k = line.getPosition() - 1;
            assertThat(line.getName()).isEqualTo("3C plane");
            // x = 8 + 0.1 (y - 10) + 0.2 (z - 3), in pixels of 0.5 x 0.7 mm, at the upper and lower edge
            for (double[] end : new double[][] {{line.x1d, line.y1d}, {line.x2d, line.y2d}}) {
                double x = 8 + 0.1 * (0.7 * end[1] - 10) + 0.2 * (1.5 * k - 3);
                assertThat(end[0]).isCloseTo(x / 0.5, within(1e-9));
                assertThat(end[1] == -0.5 || end[1] == 29.5).isTrue();
            }
        }
    }

    @Test
    void a_plane_beside_the_image_is_not_drawn() {
        VolumeGeometry g = VolumeGeometry.axial(40, 30, 4, Vector3.ZERO, 0.5, 0.7, 1.5);

        assertThat(PlaneOverlay.of(
                        MidsagittalPlane.given(new Vector3(80, 0, 0), new Vector3(1, 0, 0)), g, image(), "p"))
                .isEmpty();
    }

    @Test
    void contrast_is_read_from_the_headers_of_all_slices() {
        ImagePlus image = image();
        assertThat(SliceHeader.isContrastEnhanced(image)).isFalse();
        image.getStack().setSliceLabel("a\n0018,0010  Contrast/Bolus Agent: NONE\n", 1);
        image.getStack().setSliceLabel("b\n0018,0010  >Contrast/Bolus Agent: Omnipaque\n", 2);
        assertThat(SliceHeader.isContrastEnhanced(image)).isFalse();
        image.getStack().setSliceLabel("c\n0018,0010  Contrast/Bolus Agent: Omnipaque\n", 3);
        assertThat(SliceHeader.isContrastEnhanced(image)).isTrue();
    }

    @Test
    void what_cannot_be_measured_is_said_in_one_sentence() {
        assertThatThrownBy(() -> IJ.runPlugIn(image(), Bone_Destruction.class.getName(), ""))
                .hasMessageStartingWith("figtrace: mr: bone is told by HU");
        assertThatThrownBy(() -> IJ.runPlugIn(image(), Bone_Destruction.class.getName(), "threshold=soft"))
                .hasMessage("figtrace: Bone Destruction: threshold=soft is no number");
        assertThatThrownBy(() -> IJ.runPlugIn(image(), Bone_Destruction.class.getName(), "threshold=-5"))
                .hasMessageContaining("a bone threshold lies between 0 and 3000 HU");
        assertThatThrownBy(() -> IJ.runPlugIn(image(), Bone_Destruction.class.getName(), "reference=other"))
                .hasMessageContaining("reference=other: is neither");
        assertThatThrownBy(() -> IJ.runPlugIn(image(), Bone_Destruction.class.getName(), "show=all"))
                .hasMessageContaining("show=all is none of overlay, mask, both");
    }
}
