package org.figtrace.annotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.figtrace.geometry.LengthUnit;
import org.figtrace.geometry.Vector3;
import org.figtrace.report.FigureLabel;

/** The JSON form of an {@link Annotation}, as the package description states it, field by field. */
public final class AnnotationJson {
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private AnnotationJson() {}

    /** One object on one line. */
    public static String write(Annotation annotation) {
        return toNode(annotation).toString();
    }

    /**
     * @param subject the file that it comes from, for the message
     * @throws AnnotationException in one sentence if it is not an annotation, or not a possible one
     */
    public static Annotation read(String subject, String json) throws AnnotationException {
        try {
            return fromNode(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new AnnotationException(subject, "an annotation is not JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new AnnotationException(subject, "an annotation cannot be read: " + e.getMessage());
        }
    }

    /** The same as a tree, to be put into a larger document. */
    public static ObjectNode toNode(Annotation a) {
        ObjectNode node = JSON.createObjectNode();
        node.put("id", a.id().toString());
        node.put("version", a.version());
        node.put("kind", a.kind().toString());
        node.put("unit", a.geometry().unit().symbol());
        ArrayNode points = node.putArray("points");
        a.geometry()
                .points()
                .forEach(p -> points.addArray().add(p.x()).add(p.y()).add(p.z()));
        a.geometry()
                .mask()
                .ifPresentOrElse(
                        m -> node.putObject("mask")
                                .put("sha256", m.sha256())
                                .put("format", m.format())
                                .put("size", m.size()),
                        () -> node.putNull("mask"));
        ArrayNode references = node.putArray("references");
        a.references()
                .forEach(r -> references
                        .addObject()
                        .put("seriesInstanceUid", r.seriesInstanceUid())
                        .put("sopInstanceUid", r.sopInstanceUid())
                        .put("sopClassUid", r.sopClassUid())
                        .put("frame", r.frame())
                        .put("frameOfReferenceUid", r.frameOfReferenceUid().orElse(null)));
        node.put("text", a.text().orElse(null));
        node.put("title", a.title().orElse(null));
        node.put("note", a.note().orElse(null));
        ArrayNode measurements = node.putArray("measurements");
        a.measurements().forEach(m -> measurements.add(toNode(m)));
        ArrayNode figures = node.putArray("figures");
        a.links()
                .forEach(l -> figures.addObject()
                        .put("label", l.label().toString())
                        .put("pointer", l.pointer().orElse(null)));
        node.put("state", a.state().toString());
        node.put("author", a.author());
        node.put("created", a.created().toString());
        node.put("modified", a.modified().toString());
        return node;
    }

    private static ObjectNode toNode(Measurement m) {
        ObjectNode node = JSON.createObjectNode()
                .put("name", m.name())
                .put("value", m.value())
                .put("unit", m.unit())
                .put("definition", m.definition());
        ObjectNode provenance = node.putObject("provenance");
        m.provenance().forEach(provenance::put);
        return node;
    }

    private static Annotation fromNode(JsonNode node) {
        List<ImageReference> references = new ArrayList<>();
        for (JsonNode r : list(node, "references")) {
            references.add(new ImageReference(
                    text(r, "seriesInstanceUid"),
                    text(r, "sopInstanceUid"),
                    text(r, "sopClassUid"),
                    whole(r, "frame"),
                    maybe(r, "frameOfReferenceUid")));
        }
        List<Measurement> measurements = new ArrayList<>();
        for (JsonNode m : list(node, "measurements")) {
            measurements.add(measurement(m));
        }
        List<FigureLink> links = new ArrayList<>();
        for (JsonNode l : list(node, "figures")) {
            links.add(new FigureLink(FigureLabel.parse(text(l, "label")), maybe(l, "pointer")));
        }
        return new Annotation(
                UUID.fromString(text(node, "id")),
                geometry(node),
                references,
                maybe(node, "text"),
                maybe(node, "title"),
                maybe(node, "note"),
                measurements,
                links,
                AnnotationState.parse(text(node, "state")),
                text(node, "author"),
                Instant.parse(text(node, "created")),
                Instant.parse(text(node, "modified")),
                whole(node, "version"));
    }

    private static AnnotationGeometry geometry(JsonNode node) {
        List<Vector3> points = new ArrayList<>();
        for (JsonNode p : list(node, "points")) {
            if (p.size() != 3
                    || !p.get(0).isNumber()
                    || !p.get(1).isNumber()
                    || !p.get(2).isNumber()) {
                throw new IllegalArgumentException("a point is [x, y, z], not " + p);
            }
            points.add(new Vector3(
                    p.get(0).doubleValue(), p.get(1).doubleValue(), p.get(2).doubleValue()));
        }
        Optional<MaskReference> mask = Optional.empty();
        if (node.hasNonNull("mask")) {
            JsonNode m = node.get("mask");
            JsonNode size = required(m, "size");
            if (!size.isIntegralNumber()) {
                throw new IllegalArgumentException("\"size\" is a whole number, not " + size);
            }
            mask = Optional.of(new MaskReference(text(m, "sha256"), text(m, "format"), size.longValue()));
        }
        return new AnnotationGeometry(AnnotationKind.parse(text(node, "kind")), points, unit(node), mask);
    }

    private static LengthUnit unit(JsonNode node) {
        String symbol = text(node, "unit");
        for (LengthUnit unit : LengthUnit.values()) {
            if (unit.symbol().equals(symbol)) {
                return unit;
            }
        }
        throw new IllegalArgumentException("\"unit\" is mm or px, not \"" + symbol + "\"");
    }

    private static Measurement measurement(JsonNode m) {
        Map<String, String> provenance = new LinkedHashMap<>();
        JsonNode from = required(m, "provenance");
        from.fieldNames().forEachRemaining(key -> provenance.put(key, text(from, key)));
        JsonNode value = required(m, "value");
        if (!value.isNumber()) {
            throw new IllegalArgumentException("\"value\" is a number, not " + value);
        }
        return new Measurement(
                text(m, "name"), value.doubleValue(), text(m, "unit"), text(m, "definition"), provenance);
    }

    private static JsonNode required(JsonNode node, String field) {
        if (!node.hasNonNull(field)) {
            throw new IllegalArgumentException("\"" + field + "\" is missing");
        }
        return node.get(field);
    }

    private static JsonNode list(JsonNode node, String field) {
        JsonNode list = required(node, field);
        if (!list.isArray()) {
            throw new IllegalArgumentException("\"" + field + "\" is a list, not " + list.getNodeType());
        }
        return list;
    }

    private static String text(JsonNode node, String field) {
        return maybe(node, field).orElseThrow(() -> new IllegalArgumentException("\"" + field + "\" is missing"));
    }

    private static Optional<String> maybe(JsonNode node, String field) {
        if (!node.hasNonNull(field)) {
            return Optional.empty();
        }
        if (!node.get(field).isTextual()) {
            throw new IllegalArgumentException("\"" + field + "\" is text, not " + node.get(field));
        }
        return Optional.of(node.get(field).textValue());
    }

    private static int whole(JsonNode node, String field) {
        JsonNode value = required(node, field);
        if (!value.isInt()) {
            throw new IllegalArgumentException("\"" + field + "\" is a whole number, not " + value);
        }
        return value.intValue();
    }
}
