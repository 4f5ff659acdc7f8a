package io.github.loantwin.server.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.proto.v1.Service;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The page on the server says what the server does: every limit with its default, every method with its scope. */
class ServerDocsTest {
    private static final Path ROOT = Path.of(System.getProperty("loantwin.root", ".."));
    private static final Path TESTS = ROOT.resolve("twin-server/src/test/java/io/github/loantwin/server/grpc");
    private static final Pattern CODE = Pattern.compile("`([\\w.]+)`");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])(\\d[\\d,]*(?:\\.\\d+)?)( [MK]iB)?");

    /** A row of the table of limits: its keys in order, the numbers of its default, the tests that it names. */
    private record Row(List<String> keys, List<Double> numbers, List<String> tests) {}

    private static List<String> cells(String line) {
        return List.of(line.substring(1, line.length() - 1).split("\\|"));
    }

    private static List<String> section(String title) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/server.md"));
        int start = page.indexOf("\n## " + title + "\n");
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .toList();
    }

    private static List<String> codes(String cell) {
        return CODE.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    private static List<Row> limits() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : section("Limits")) {
            List<String> cells = cells(line);
            List<String> keys = new ArrayList<>();
            String prefix = "";
            for (String key : codes(cells.get(0))) {
                prefix = key.contains(".") ? key.substring(0, key.indexOf('.') + 1) : prefix;
                keys.add(key.contains(".") ? key : prefix + key);
            }
            List<Double> numbers = new ArrayList<>();
            Matcher number = NUMBER.matcher(cells.get(1));
            while (number.find()) {
                double unit = number.group(2) == null ? 1 : number.group(2).equals(" MiB") ? 1 << 20 : 1 << 10;
                numbers.add(unit * Double.parseDouble(number.group(1).replace(",", "")));
            }
            rows.add(new Row(keys, numbers, codes(cells.get(2))));
        }
        return rows;
    }

    private static Map<String, Double> defaults() throws IOException {
        Map<String, Double> values = new LinkedHashMap<>();
        try (InputStream in = ServerConfig.class.getResourceAsStream("/loantwin/configs/server.yaml")) {
            for (Map.Entry<String, JsonNode> group :
                    new YAMLMapper().readTree(in).properties()) {
                for (Map.Entry<String, JsonNode> key : group.getValue().properties()) {
                    values.put(
                            group.getKey() + "." + key.getKey(), key.getValue().asDouble());
                }
            }
        }
        return values;
    }

    @Test
    void everyLimitHasItsDefaultAndATestThatExists() throws IOException {
        Map<String, Double> left = new TreeMap<>(defaults());
        assertTrue(left.size() >= 24, "keys of configs/server.yaml: " + left);
        for (Row row : limits()) {
            int at = 0;
            for (String key : row.keys()) {
                Double value = left.remove(key);
                assertTrue(value != null, "there is no key " + key + ", or it is told twice");
                while (at < row.numbers().size() && !row.numbers().get(at).equals(value)) {
                    at++;
                }
                assertTrue(at < row.numbers().size(), key + " is " + value + ", the page says " + row.numbers());
                at++;
            }
            assertTrue(!row.tests().isEmpty(), "a test of " + row.keys());
            for (String test : row.tests()) {
                assertTrue(Files.exists(TESTS.resolve(test + ".java")), test + " of " + row.keys());
            }
        }
        assertEquals(Map.of(), left, "limits that the page does not tell");
    }

    @Test
    void everyMethodHasItsScope() throws IOException {
        Map<String, String> told = new TreeMap<>();
        for (String line : section("Methods")) {
            List<String> cells = cells(line);
            codes(cells.get(0)).forEach(method -> told.put(method, cells.get(2).strip()));
        }
        Map<String, String> real = new TreeMap<>();
        Service.getDescriptor()
                .findServiceByName("LoanTwin")
                .getMethods()
                .forEach(method -> real.put(
                        method.getName(),
                        Scope.ofMethod(method.getName()).orElseThrow().key().toLowerCase(Locale.ROOT)));
        assertEquals(real, told);
    }
}
