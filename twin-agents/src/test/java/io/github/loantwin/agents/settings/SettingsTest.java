package io.github.loantwin.agents.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not exactly as asked for is an error that names file and key. */
class SettingsTest {
    record Sample(int count, double rate, Kind kind) {}

    enum Kind {
        FIXED,
        FLOATING
    }

    private static Sample read(String yaml) {
        return Settings.parse(yaml, "sample.yaml", Sample.class);
    }

    @Test
    void aFileAsAskedForIsRead() {
        assertEquals(new Sample(3, 1, Kind.FLOATING), read("count: 3\nrate: 1\nkind: FLOATING\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count: 3.7|count",
                "count: '3'|count",
                "count: true|count",
                "count: |count",
                "rate: much|rate",
                "kind: 1|kind",
                "kind: OTHER|kind",
                "weight: 2|weight",
            })
    void aValueOfAnotherKindIsRefusedByItsKey(String line, String key) {
        String given = line.substring(0, line.indexOf(':'));
        String others = ("count: 3\nrate: 0.5\nkind: FIXED\n").replaceAll("(?m)^" + given + ":.*\n", "");
        String message = assertThrows(IllegalArgumentException.class, () -> read(others + line + "\n"))
                .getMessage();
        assertTrue(message.startsWith("sample.yaml: ") && message.contains(key), message);
    }

    @Test
    void aDoubledKeyIsRefused() {
        String message = assertThrows(
                        IllegalArgumentException.class, () -> read("count: 3\nrate: 0.5\nkind: FIXED\ncount: 4\n"))
                .getMessage();
        assertTrue(message.startsWith("sample.yaml: ") && message.contains("count"), message);
    }

    @Test
    void aMissingKeyIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> read("count: 3\nrate: 0.5\n"))
                .getMessage();
        assertEquals("sample.yaml: kind: the key must be given.", message);
    }
}
