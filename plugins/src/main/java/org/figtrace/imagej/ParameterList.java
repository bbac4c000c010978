package org.figtrace.imagej;

import ij.Macro;
import ij.gui.GenericDialog;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of a plug-in, asked in a dialog or read from a macro. Both give the same keys, and what the dialog
 * records is what {@link #parse} reads. GenericDialog cannot be made without a display, so that a macro never meets it.
 */
record ParameterList(String title, List<Parameter> parameters) {
    ParameterList {
        parameters = List.copyOf(parameters);
        Set<String> keys = new HashSet<>();
        for (Parameter p : parameters) {
            if (!keys.add(p.key())) {
                throw new IllegalArgumentException("two labels start with the word " + p.key());
            }
        }
    }

    /** Values by key; empty when the reader cancelled. Records them where the Recorder is on. */
    Optional<Map<String, String>> ask() {
        GenericDialog dialog = new GenericDialog(title);
        for (Parameter p : parameters) {
            switch (p.kind()) {
                case TEXT -> dialog.addStringField(p.label(), p.initial(), 12);
                case PATH -> dialog.addDirectoryField(p.label(), p.initial(), 40);
                case FILE -> dialog.addFileField(p.label(), p.initial(), 40);
                case CHOICE -> dialog.addChoice(p.label(), p.choices().toArray(String[]::new), p.initial());
            }
        }
        dialog.showDialog();
        if (dialog.wasCanceled()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Parameter p : parameters) {
            values.put(p.key(), p.kind() == Parameter.Kind.CHOICE ? dialog.getNextChoice() : dialog.getNextString());
        }
        return Optional.of(values);
    }

    /**
     * Values by key from macro options such as {@code lesion=selection figure=[2A, bottom arrow]}.
     *
     * @throws ImageException for a key that this plug-in does not know
     */
    Map<String, String> parse(String options) throws ImageException {
        Map<String, String> values = new LinkedHashMap<>();
        for (Parameter p : parameters) {
            values.put(p.key(), Macro.getValue(options, p.key(), p.initial()).strip());
        }
        for (String key : keysIn(options)) {
            if (!values.containsKey(key)) {
                throw new ImageException(title, "has no option \"" + key + "\" (known: " + values.keySet() + ")");
            }
        }
        return values;
    }

    /** The keys before each "=", outside brackets and quotes. */
    private static Set<String> keysIn(String options) {
        Set<String> keys = new HashSet<>();
        String bare = options.replaceAll("'[^']*'", "");
        StringBuilder outside = new StringBuilder();
        int depth = 0;
        for (char c : bare.toCharArray()) {
            depth += c == '[' ? 1 : 0;
            if (depth == 0) {
                outside.append(c);
            }
            depth -= c == ']' && depth > 0 ? 1 : 0;
        }
        for (String word : outside.toString().strip().split("\\s+")) {
            if (!word.isEmpty()) {
                keys.add(word.contains("=") ? word.substring(0, word.indexOf('=')) : word);
            }
        }
        return keys;
    }
}
