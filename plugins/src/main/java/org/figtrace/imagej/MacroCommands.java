package org.figtrace.imagej;

import ij.IJ;
import ij.Menus;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes {@code run("Lesion Diameter...", options)} work in a macro without a display. ImageJ 1.x builds its table of
 * commands from AWT menus, which a headless machine cannot make. A macro that starts with
 * {@code call("org.figtrace.imagej.MacroCommands.register");} runs on both.
 */
public final class MacroCommands {
    /** Plugins>Figtrace, "Open DICOM Series...", org.figtrace.imagej.Open_DICOM_Series */
    private static final Pattern LINE = Pattern.compile("\\s*([^#,]+?)\\s*,\\s*\"([^\"]+)\"\\s*,\\s*(\\S+)\\s*");

    /** "Results...[R]",ij.plugin.MeasurementsWriter */
    private static final Pattern OWN = Pattern.compile("\"(.+?)(?:\\[\\w+])?\"\\s*,\\s*(ij\\..+)");

    private MacroCommands() {}

    /** Fills the table where there are no menus; elsewhere it is full already. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // Menus.getCommands() is a raw Hashtable
    public static void register() throws IOException {
        if (GraphicsEnvironment.isHeadless()) {
            if (Menus.getCommands() == null) {
                try {
                    IJ.run("");
                } catch (HeadlessException expected) {
                    // ImageJ has made its empty table by the time that its first menu fails.
                }
            }
            Map table = Menus.getCommands();
            imageJsOwn().forEach(table::putIfAbsent);
            table.putAll(all());
        }
    }

    /** ImageJ's own commands by its list of menus, without keyboard shortcuts; a macro saves its Results with one. */
    private static Map<String, String> imageJsOwn() throws IOException {
        Map<String, String> commands = new HashMap<>();
        try (InputStream in = IJ.class.getResourceAsStream("/IJ_Props.txt")) {
            Properties menus = new Properties();
            menus.load(in);
            for (String name : menus.stringPropertyNames()) {
                Matcher m = OWN.matcher(menus.getProperty(name));
                if (m.matches()) {
                    commands.put(m.group(1), m.group(2));
                }
            }
        }
        return commands;
    }

    /** Class names by command, from the plugins.config of this jar. */
    static Map<String, String> all() throws IOException {
        try (InputStream in = MacroCommands.class.getResourceAsStream("/plugins.config")) {
            Map<String, String> commands = new LinkedHashMap<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\\R")) {
                Matcher m = LINE.matcher(line);
                if (m.matches()) {
                    commands.put(m.group(2), m.group(3));
                }
            }
            return commands;
        }
    }
}
