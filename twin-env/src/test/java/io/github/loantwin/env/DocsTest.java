package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.ConfigException;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.loan.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documents name what the code has: fields of observation, action and info, and keys of the configuration. */
class DocsTest {
    private static final Path DOCS = docs();
    private static final TwinConfig CONFIG = TwinConfig.defaults();

    /** Keys of the economy depend on its source, so one of the three must have them. */
    private static final List<TwinConfig> SOURCES =
            List.of(CONFIG, CONFIG.withScenario("typical"), CONFIG.withMacro("constant"));

    private static final Pattern KEY = Pattern.compile(
            "`((?:episode|products|policy|credit|macro|demand|lender|risk|reward)(?:\\.(?:\\*|[a-z]\\w*))+)`");

    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.-])-?\\d+\\.\\d+(?:E-?\\d+)?(?![\\w.-])");

    @Test
    void observationTableIsTheLayout() {
        List<String[]> rows = rows("## Observation Space");
        assertEquals(
                ObservationLayout.NAMES, rows.stream().map(row -> code(row[1])).toList());
        for (int i = 0; i < rows.size(); i++) {
            assertBounds(rows.get(i), i, ObservationLayout.low(i), ObservationLayout.high(i));
        }
    }

    @Test
    void actionTableIsTheLayout() {
        List<String[]> rows = rows("## Action Space");
        assertEquals(ActionLayout.NAMES, rows.stream().map(row -> code(row[1])).toList());
        for (int i = 0; i < rows.size(); i++) {
            assertBounds(rows.get(i), i, -ActionLayout.bound(i), ActionLayout.bound(i));
        }
    }

    private static void assertBounds(String[] row, int index, float low, float high) {
        assertEquals(index, Integer.parseInt(row[0]));
        assertEquals(low, Float.parseFloat(row[2]), row[1]);
        assertEquals(high, Float.parseFloat(row[3]), row[1]);
    }

    @Test
    void infoTableIsTheSchema() {
        List<String> expected = new ArrayList<>();
        for (InfoField field : InfoField.values()) {
            expected.add(field.ordinal() + " " + field.key() + " " + lower(field.unit()) + " " + lower(field.kind())
                    + " " + field.label());
        }
        List<String> got = rows("## Info").stream()
                .map(row -> row[0] + " " + code(row[1]) + " " + row[2] + " " + row[3] + " " + row[4])
                .toList();
        assertEquals(String.join("\n", expected), String.join("\n", got), "docs/environment.md, section Info");
    }

    @Test
    void everyNamedKeyExists() {
        for (String file : List.of("model.md", "environment.md")) {
            Set<String> keys = new TreeSet<>();
            Matcher matcher = KEY.matcher(text(file));
            while (matcher.find()) {
                keys.add(matcher.group(1));
            }
            keys.removeIf(key -> key.endsWith(".yaml") || key.endsWith(".md"));
            assertTrue(keys.size() > 80, file + " names " + keys.size() + " keys");
            keys.removeIf(DocsTest::exists);
            assertEquals(Set.of(), keys, "docs/" + file + " names keys that no configuration has");
        }
    }

    private static boolean exists(String key) {
        if (!key.contains("*")) {
            return SOURCES.stream().anyMatch(config -> has(config, key));
        }
        for (Product product : Product.values()) {
            if (!has(CONFIG, key.replace("*", product.key()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean has(TwinConfig config, String key) {
        try {
            config.get(key);
            return true;
        } catch (ConfigException missing) {
            return false;
        }
    }

    /** Sections of which the document lists every key list exactly the keys and defaults of the configuration. */
    @Test
    void argumentTablesAreTheDefaults() {
        for (String section : List.of("Episode", "Policy", "Demand", "Lender", "Reward")) {
            String prefix = section.toLowerCase(Locale.ROOT) + ".";
            Set<String> listed = new TreeSet<>();
            for (String[] row : rows("### " + section)) {
                String key = code(row[0]);
                listed.add(key);
                assertEquals(plain(CONFIG.get(key)), plain(row[1]), "default of " + key + " in docs/environment.md");
            }
            assertEquals(keysOf(prefix), listed, "keys of section " + section);
        }
    }

    private static Set<String> keysOf(String prefix) {
        Set<String> keys = new TreeSet<>();
        String yaml = CONFIG.toYaml();
        String section = prefix.substring(0, prefix.length() - 1);
        boolean inside = false;
        for (String line : yaml.split("\n")) {
            if (!line.startsWith(" ") && !line.startsWith("-")) {
                inside = line.startsWith(section + ":");
            } else if (inside && line.startsWith("  ") && Character.isLetter(line.charAt(2))) {
                keys.add(prefix + line.substring(2, line.indexOf(':')));
            }
        }
        return keys;
    }

    /** Returns numbers in their shortest form, so that 0.10 equals 0.1. */
    private static String plain(String value) {
        Matcher matcher = NUMBER.matcher(value.replace(" ", "").replace("\"", ""));
        return matcher.replaceAll(
                number -> new BigDecimal(number.group()).stripTrailingZeros().toPlainString());
    }

    /** Returns the cells of the table rows below a heading, up to the next heading. */
    private static List<String[]> rows(String heading) {
        String[] lines = text("environment.md").split("\n");
        List<String[]> rows = new ArrayList<>();
        boolean inside = false;
        int row = 0;
        for (String line : lines) {
            if (line.startsWith("#")) {
                inside = line.equals(heading);
                row = 0;
            } else if (inside && line.startsWith("|") && row++ >= 2) {
                rows.add(line.substring(1, line.lastIndexOf('|')).trim().split("\\s*\\|\\s*"));
            }
        }
        assertTrue(!rows.isEmpty(), "no table below " + heading);
        return rows;
    }

    private static String code(String cell) {
        return cell.replace("`", "");
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String text(String file) {
        try {
            return Files.readString(DOCS.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path docs() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.exists(at.resolve("docs/environment.md"))) {
            at = at.getParent();
        }
        assertTrue(at != null, "docs/environment.md stands in no folder above the tests");
        return at.resolve("docs");
    }
}
