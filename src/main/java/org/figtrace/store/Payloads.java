package org.figtrace.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.figtrace.annotation.CaseReport;
import org.figtrace.annotation.CaseSeries;
import org.figtrace.annotation.MaskReference;

/** JSON of what a case keeps beside annotations, as the package description states it. */
final class Payloads {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Payloads() {}

    static String of(CaseReport report) {
        return report(report.fileName(), report.sha256(), report.text());
    }

    static String report(String fileName, String sha256, String text) {
        return JSON.createObjectNode()
                .put("fileName", fileName)
                .put("sha256", sha256)
                .put("text", text)
                .toString();
    }

    static String of(MaskReference mask) {
        return JSON.createObjectNode()
                .put("sha256", mask.sha256())
                .put("format", mask.format())
                .put("size", mask.size())
                .toString();
    }

    static String of(CaseSeries series) {
        ObjectNode node = JSON.createObjectNode()
                .put("seriesInstanceUid", series.seriesInstanceUid())
                .put("studyInstanceUid", series.studyInstanceUid())
                .put("modality", series.modality())
                .put("description", series.description().orElse(null))
                .put("patientId", series.patientId().orElse(null))
                .put("frameOfReferenceUid", series.frameOfReferenceUid().orElse(null));
        ArrayNode sources = node.putArray("sources");
        series.sources()
                .forEach(s -> sources.addObject()
                        .put("absolute", s.absolute())
                        .put("relative", s.relative().orElse(null)));
        return node.toString();
    }

    static CaseSeries series(String file, String json) throws CaseFileException {
        JsonNode node = parse(file, json);
        try {
            List<CaseSeries.Source> sources = new ArrayList<>();
            for (JsonNode s : node.path("sources")) {
                sources.add(new CaseSeries.Source(required(s, "absolute"), text(s, "relative")));
            }
            return new CaseSeries(
                    required(node, "seriesInstanceUid"),
                    required(node, "studyInstanceUid"),
                    required(node, "modality"),
                    text(node, "description"),
                    text(node, "patientId"),
                    text(node, "frameOfReferenceUid"),
                    sources);
        } catch (IllegalArgumentException e) {
            throw new CaseFileException(file, "a stored series cannot be read: " + e.getMessage(), e);
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static JsonNode parse(String file, String json) throws CaseFileException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new CaseFileException(file, "stored JSON cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static String required(JsonNode node, String field) {
        return text(node, field).orElseThrow(() -> new IllegalArgumentException("\"" + field + "\" is missing"));
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.ofNullable(node.path(field).textValue());
    }
}
