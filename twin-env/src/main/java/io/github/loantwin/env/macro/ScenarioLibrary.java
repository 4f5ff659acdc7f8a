package io.github.loantwin.env.macro;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The named scenarios that ship with the twin, and the door for users' own files. */
public final class ScenarioLibrary {
    /** Name of the table of US history, itself a scenario whose start may be moved. */
    static final String HISTORY = "us-history";

    private static final String FOLDER = "/loantwin/configs/scenarios/";

    private static final List<String> NAMES = List.of(
            "baseline-2025",
            "baseline-2026",
            "benign",
            "covid",
            "falling",
            "gfc",
            "gfc-peak",
            "house-boom",
            "housing-slump",
            "mild-recession",
            "rate-shock",
            "recovery",
            "rising",
            "severely-adverse-2025",
            "severely-adverse-2026",
            "stagflation",
            "typical",
            HISTORY);

    private ScenarioLibrary() {}

    /**
     * What a scenario is, for lists and reports.
     *
     * @param name name in configs
     * @param title one line
     * @param description what happens and what is not modelled
     * @param source who published the figures
     * @param start first quarter, as 2026Q1
     * @param months months from the start to the last figure
     */
    public record Entry(String name, String title, String description, String source, String start, int months) {}

    /** Returns the names of the scenarios that ship with the twin, in alphabetical order. */
    public static List<String> names() {
        return NAMES;
    }

    /** Returns what a named scenario or a user's file is. */
    public static Entry describe(String nameOrPath) {
        Scenario s = load(nameOrPath);
        return new Entry(
                s.name(), s.title(), s.description(), s.source(), s.start().toString(), s.months());
    }

    /** Reads a named scenario, or a user's .yaml or .csv file. */
    static Scenario load(String nameOrPath) {
        if (NAMES.contains(nameOrPath)) {
            return ScenarioYaml.read(
                    nameOrPath, resource(nameOrPath + ".yaml"), "configs/scenarios/" + nameOrPath + ".yaml");
        }
        Path path = Path.of(nameOrPath);
        if (!Files.isRegularFile(path)) {
            throw new IllegalArgumentException("macro.scenario must be one of " + String.join(", ", NAMES)
                    + " or a file, got '" + nameOrPath + "'." + help(nameOrPath));
        }
        String file = path.getFileName().toString();
        String lower = file.toLowerCase(Locale.ROOT);
        String name = file.substring(0, Math.max(1, file.lastIndexOf('.')));
        if (lower.endsWith(".csv")) {
            return ScenarioCsv.read(name, text(path), file);
        }
        if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
            return ScenarioYaml.read(name, text(path), file);
        }
        throw new IllegalArgumentException("A scenario file must end in .csv, .yaml or .yml, got '" + file + "'.");
    }

    private static String help(String name) {
        for (String known : NAMES) {
            if (known.startsWith(name)
                    || name.startsWith(known)
                    || known.replace("-", "").equals(name.replace("_", ""))) {
                return "\nMaybe '" + known + "' was meant.";
            }
        }
        return "\nMaybe the path is relative to another folder.";
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new IllegalArgumentException("macro.scenario must be a readable UTF-8 file, got '" + path + "'.", e);
        }
    }

    private static String resource(String file) {
        try (InputStream in = ScenarioLibrary.class.getResourceAsStream(FOLDER + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("configs/scenarios/" + file + " must be readable.", e);
        }
    }
}
