package org.figtrace.imagej;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.figtrace.annotation.FigureLink;
import org.figtrace.report.FigureLabel;

/** What Link to Figure and Case Table are told. */
final class CaseOptions {
    static final String LINK = "Link to Figure";
    static final String TABLE = "Case Table";
    private static final List<String> DRAWN = List.of("selection", "axes");

    static final ParameterList LINK_PARAMETERS = new ParameterList(
            LINK,
            List.of(
                    Parameter.file("Case (.figtrace)", ""),
                    Parameter.text("Figure label (e.g. 2A)", ""),
                    Parameter.text("Pointer of its caption (e.g. bottom arrow)", ""),
                    Parameter.choice("Drawn as", DRAWN, DRAWN.get(0)),
                    Parameter.text("Text beside it", ""),
                    Parameter.text("Title for lists", ""),
                    Parameter.text("Note", "")));

    static final ParameterList TABLE_PARAMETERS = new ParameterList(
            TABLE,
            List.of(
                    Parameter.file("Case (.figtrace)", ""),
                    Parameter.text("Figure label (empty for all)", ""),
                    Parameter.file("Table as CSV", "")));

    /** @param axes whether the axes of Lesion Diameter are linked, not the selection */
    record Link(
            Path file,
            FigureLink figure,
            boolean axes,
            Optional<String> text,
            Optional<String> title,
            Optional<String> note) {}

    /**
     * @param figure empty for all
     * @param csv where to save it; empty for nowhere
     */
    record Table(Path file, Optional<FigureLabel> figure, Optional<String> csv) {}

    private CaseOptions() {}

    static Link link(Map<String, String> values) throws ImageException {
        String pointer =
                Values.present(values.get("pointer")).map(p -> ", " + p).orElse("");
        return new Link(
                file(LINK, values.get("case")),
                Values.checked(LINK, () -> FigureLink.parse(values.get("figure") + pointer)),
                Values.oneOf(LINK, "drawn", values.get("drawn"), DRAWN).equals("axes"),
                Values.present(values.get("text")),
                Values.present(values.get("title")),
                Values.present(values.get("note")));
    }

    static Table table(Map<String, String> values) throws ImageException {
        Optional<String> figure = Values.present(values.get("figure"));
        return new Table(
                file(TABLE, values.get("case")),
                figure.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Values.checked(TABLE, () -> FigureLabel.parse(figure.get()))),
                Values.present(values.get("table")));
    }

    private static Path file(String title, String text) throws ImageException {
        if (text.isBlank()) {
            throw new ImageException(title, "needs a case file");
        }
        try {
            return Path.of(text.strip());
        } catch (InvalidPathException noPath) {
            throw new ImageException(title, "case=" + text + " is no path");
        }
    }
}
