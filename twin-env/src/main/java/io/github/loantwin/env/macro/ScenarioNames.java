package io.github.loantwin.env.macro;

import java.util.List;

/** What users call a scenario: its name, the path of a file, or a name without its year. */
public final class ScenarioNames {
    private ScenarioNames() {}

    /**
     * Returns the name that {@link ScenarioLibrary} knows: {@code baseline} stands for the latest of {@code baseline-2025} and
     * {@code baseline-2026}; everything else stays as it is.
     */
    public static String resolve(String nameOrPath) {
        if (ScenarioLibrary.names().contains(nameOrPath)) {
            return nameOrPath;
        }
        List<String> years = ScenarioLibrary.names().stream()
                .filter(name -> name.matches(java.util.regex.Pattern.quote(nameOrPath) + "-\\d{4}"))
                .sorted()
                .toList();
        return years.isEmpty() ? nameOrPath : years.get(years.size() - 1);
    }
}
