package org.figtrace.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.figtrace.annotation.AnnotatedStack;
import org.figtrace.annotation.Annotation;
import org.figtrace.annotation.AnnotationKind;
import org.figtrace.geometry.Vector3;
import org.figtrace.geometry.VolumeGeometry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureFileTest {
    private static final VolumeGeometry GRID = VolumeGeometry.axial(80, 60, 5, new Vector3(-60, -50, 10), 1.5, 1.75, 4);
    private static final AnnotatedStack STACK = PanelRendererTest.stack(GRID, "1.2.3", Optional.of("1.9"));

    @TempDir
    Path folder;

    private static DrawnPanel panel() throws IOException {
        Annotation on = PanelRendererTest.annotation(STACK, AnnotationKind.POINT, new Vector3(0, 0, 14));
        Annotation off =
                PanelRendererTest.annotation(STACK, AnnotationKind.ARROW, new Vector3(0, 0, 26), new Vector3(9, 0, 26));
        return PanelRendererTest.draw(STACK, 1, on, off);
    }

    @Test
    void the_manifest_leads_back_to_the_stored_image_and_the_patient() throws IOException {
        Path png = folder.resolve("fig2.png");
        DrawnPanel panel = panel();
        FigureFile.write(png, panel.picture(), List.of(panel), "figtrace 0.1.0");
        JsonNode root = new ObjectMapper().readTree(folder.resolve("fig2.json").toFile());
        assertThat(root.get("program").asText()).isEqualTo("figtrace 0.1.0");
        JsonNode p = root.get("panels").get(0);
        assertThat(p.get("label").asText()).isEqualTo("2A");
        assertThat(p.get("seriesInstanceUid").asText()).isEqualTo("1.2.3");
        assertThat(p.get("sopInstanceUid").asText()).isEqualTo("1.2.3.2");
        assertThat(p.get("frame").asInt()).isEqualTo(1);
        // Half a voxel outside the first centre; 120 mm to the right of it at the far edge.
        assertThat(p.get("upperLeft").toString()).isEqualTo("[-60.75,-50.875,14.0]");
        assertThat(p.get("upperRight").toString()).isEqualTo("[59.25,-50.875,14.0]");
        assertThat(p.get("lowerLeft").toString()).isEqualTo("[-60.75,54.125,14.0]");
        assertThat(p.get("window").get("centre").asDouble()).isEqualTo(500);
        assertThat(p.get("window").get("unit").asText()).isEqualTo("HU");
        assertThat(p.get("annotations").get(0).get("kind").asText()).isEqualTo("point");
        assertThat(p.get("notDrawn").get(0).get("kind").asText()).isEqualTo("arrow");
    }

    @Test
    void the_picture_alone_carries_its_manifest() throws IOException {
        Path png = folder.resolve("fig2.png");
        DrawnPanel panel = panel();
        FigureFile.write(png, panel.picture(), List.of(panel), "figtrace 0.1.0");
        Map<String, String> text = textChunks(png);
        assertThat(text).containsEntry("Software", "figtrace 0.1.0");
        assertThat(text.get("Description")).isEqualTo(Files.readString(folder.resolve("fig2.json")));
        BufferedImage read = ImageIO.read(png.toFile());
        assertThat(read.getRGB(20, 20)).isEqualTo(panel.picture().getRGB(20, 20));
    }

    /** tEXt chunks by keyword, read as the PNG specification lays them out (5.3, 11.3.4.3). */
    private static Map<String, String> textChunks(Path png) throws IOException {
        Map<String, String> text = new HashMap<>();
        try (DataInputStream in = new DataInputStream(Files.newInputStream(png))) {
            in.skipNBytes(8);
            String type;
            do {
                byte[] data = new byte[in.readInt()];
                type = new String(in.readNBytes(4), StandardCharsets.US_ASCII);
                in.readFully(data);
                in.readInt();
                if (type.equals("tEXt")) {
                    String[] parts = new String(data, StandardCharsets.ISO_8859_1).split("\0", 2);
                    text.put(parts[0], parts[1]);
                }
            } while (!type.equals("IEND"));
        }
        return text;
    }

    @Test
    void a_folder_that_does_not_exist_is_named() {
        Path png = folder.resolve("missing/fig2.png");
        assertThatThrownBy(() -> FigureFile.write(png, panel().picture(), List.of(panel()), "figtrace 0.1.0"))
                .isInstanceOf(FigureException.class)
                .hasMessage(png + ": cannot be written");
    }

    @Test
    void a_montage_keeps_every_panel_at_its_size() throws IOException {
        DrawnPanel a = panel();
        BufferedImage figure = Montage.of(List.of(a, a, a), 2, 10);
        assertThat(figure.getWidth()).isEqualTo(960 + 10 + 960);
        assertThat(figure.getHeight()).isEqualTo(840 + 10 + 840);
        assertThat(figure.getRGB(866 + 970, 825 + 850) & 0xffffff)
                .as("no fourth panel")
                .isZero();
        // In the middle of the scale bar, which is white.
        assertThat(a.picture().getRGB(866, 825) & 0xff).isGreaterThan(200);
        assertThat(figure.getRGB(866, 825 + 850)).isEqualTo(a.picture().getRGB(866, 825));
        assertThat(figure.getRGB(866 + 970, 825)).isEqualTo(a.picture().getRGB(866, 825));
    }
}
