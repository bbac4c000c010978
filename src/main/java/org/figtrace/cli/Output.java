package org.figtrace.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.figtrace.geometry.Segment;
import org.figtrace.geometry.Vector3;
import picocli.CommandLine.Option;

/** How a command answers: one JSON document or lines for a reader, always UTF-8 on standard output. */
final class Output {
    @Option(names = "--json", description = "Print one JSON document and nothing else on standard output.")
    private boolean json;

    boolean isJson() {
        return json;
    }

    /** Prints the document if JSON was asked for, else the lines. */
    void print(Object document, List<String> lines) throws JsonProcessingException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (json) {
            // Made here, because every start of the program makes every command, and most answer in lines.
            out.println(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(document));
        } else {
            lines.forEach(out::println);
        }
        out.flush();
    }

    /** Unknown is null in JSON, never 0. */
    static Object orNull(Optional<?> value) {
        return value.orElse(null);
    }

    static Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    static double[] point(Vector3 p) {
        return p.toArray();
    }

    static List<double[]> ends(Segment s) {
        return List.of(point(s.from()), point(s.to()));
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "unknown";
    }

    /** Columns padded to a common width. */
    static List<String> table(List<List<String>> rows) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] width = new int[columns];
        rows.forEach(r -> {
            for (int c = 0; c < r.size(); c++) {
                width[c] = Math.max(width[c], r.get(c).length());
            }
        });
        return rows.stream()
                .map(r -> {
                    StringBuilder line = new StringBuilder();
                    for (int c = 0; c < r.size(); c++) {
                        line.append(r.get(c));
                        line.append(" ".repeat(width[c] - r.get(c).length() + 2));
                    }
                    return line.toString().stripTrailing();
                })
                .toList();
    }

    static List<String> row(Object... cells) {
        return Arrays.stream(cells).map(String::valueOf).toList();
    }
}
