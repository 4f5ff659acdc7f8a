package io.github.loantwin.env.validation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Published figures kept beside this class: small CSV files whose comment lines name the source. */
final class Figures {
    private Figures() {}

    /** One line: cells by the name of their column. */
    record Row(Map<String, String> cells) {
        String text(String column) {
            String cell = cells.get(column);
            if (cell == null) {
                throw new IllegalStateException("There is no column '" + column + "' in " + cells.keySet() + ".");
            }
            return cell;
        }

        double number(String column) {
            return Double.parseDouble(text(column));
        }

        double[] numbers(String... columns) {
            double[] numbers = new double[columns.length];
            for (int i = 0; i < columns.length; i++) {
                numbers[i] = number(columns[i]);
            }
            return numbers;
        }
    }

    /** Reads a file of figures. */
    static List<Row> read(String name) {
        try (InputStream in = Figures.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The figures " + name + " are missing from this build.");
            }
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Row> parse(String text) {
        List<Row> rows = new ArrayList<>();
        String[] header = {};
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split(",", -1);
            if (header.length == 0) {
                header = cells;
                continue;
            }
            if (cells.length != header.length) {
                throw new IllegalStateException("A line must have " + header.length + " cells, got: " + line);
            }
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < header.length; i++) {
                row.put(header[i].strip(), cells[i].strip());
            }
            rows.add(new Row(row));
        }
        return rows;
    }
}
