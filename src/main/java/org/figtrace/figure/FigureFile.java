package org.figtrace.figure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.figtrace.annotation.Annotation;
import org.figtrace.geometry.Vector3;
import org.figtrace.render.ImagePoint;
import org.figtrace.render.SliceView;
import org.figtrace.volume.SliceReference;

/**
 * A figure as a PNG file, and beside it, as NAME.json, the manifest: for each panel the stored image, the window, the
 * corners of the picture in the patient, and the annotations. The PNG carries the same manifest as its Description
 * (tEXt chunk, PNG specification 11.3.4.3), so that it is not lost when the file travels alone.
 */
public final class FigureFile {
    private static final String PNG_METADATA = "javax_imageio_png_1.0";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private FigureFile() {}

    /** The manifest that lies beside a picture: "fig2.png" -> "fig2.json". */
    public static Path manifestOf(Path png) {
        String name = png.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return png.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".json");
    }

    /**
     * Writes picture and manifest.
     *
     * @param program name and version of the program that drew it
     */
    public static void write(Path png, BufferedImage figure, List<DrawnPanel> panels, String program)
            throws IOException {
        String manifest = manifest(panels, program);
        byte[] picture = encode(figure, manifest, program);
        try {
            Files.write(png, picture);
            Files.writeString(manifestOf(png), manifest, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new FigureException(png.toString(), "cannot be written", e);
        }
    }

    private static byte[] encode(BufferedImage figure, String manifest, String program) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            IIOMetadata metadata =
                    writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(figure), null);
            addText(metadata, "Software", program);
            addText(metadata, "Description", manifest);
            writer.setOutput(out);
            writer.write(new IIOImage(figure, null, metadata));
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static void addText(IIOMetadata metadata, String keyword, String value) throws IIOInvalidTreeException {
        IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
        entry.setAttribute("keyword", keyword);
        entry.setAttribute("value", value);
        IIOMetadataNode text = new IIOMetadataNode("tEXt");
        text.appendChild(entry);
        IIOMetadataNode root = new IIOMetadataNode(PNG_METADATA);
        root.appendChild(text);
        metadata.mergeTree(PNG_METADATA, root);
    }

    /** The manifest as JSON; characters beyond ASCII are escaped, as a tEXt chunk holds Latin-1 only. */
    static String manifest(List<DrawnPanel> panels, String program) throws JsonProcessingException {
        ObjectNode root = JSON.createObjectNode();
        root.put("program", program);
        ArrayNode list = root.putArray("panels");
        panels.forEach(p -> describe(p, list.addObject()));
        return JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(root);
    }

    private static void describe(DrawnPanel drawn, ObjectNode node) {
        FigurePanel panel = drawn.panel();
        SliceView view = panel.view();
        node.put("label", panel.label().toString());
        node.put("seriesInstanceUid", panel.stack().seriesInstanceUid());
        List<SliceReference> references = panel.stack().slices();
        if (references.isEmpty()) {
            node.putNull("sopInstanceUid");
            node.putNull("frame");
        } else {
            SliceReference image = references.get(view.slice());
            node.put("sopInstanceUid", image.sopInstanceUid());
            node.put("frame", image.frame());
        }
        node.put("slice", view.slice());
        node.put("unit", view.geometry().unit().symbol());
        node.put("pixelSize", view.pixelSize());
        node.put("width", view.width());
        node.put("height", view.height());
        point(node.putArray("upperLeft"), view.patientAt(new ImagePoint(0, 0)));
        point(node.putArray("upperRight"), view.patientAt(new ImagePoint(view.width(), 0)));
        point(node.putArray("lowerLeft"), view.patientAt(new ImagePoint(0, view.height())));
        ObjectNode window = node.putObject("window");
        window.put("centre", panel.window().centre());
        window.put("width", panel.window().width());
        window.put("function", panel.window().function().name());
        window.put("unit", panel.volume().valueUnit().symbol());
        node.put("interpolation", panel.interpolation().name());
        annotations(node.putArray("annotations"), drawn.drawn());
        annotations(node.putArray("notDrawn"), drawn.left());
    }

    private static void annotations(ArrayNode list, List<Annotation> annotations) {
        for (Annotation a : annotations) {
            ObjectNode node = list.addObject();
            node.put("id", a.id().toString());
            node.put("version", a.version());
            node.put("kind", a.kind().toString());
        }
    }

    private static void point(ArrayNode array, Vector3 p) {
        array.add(p.x()).add(p.y()).add(p.z());
    }
}
