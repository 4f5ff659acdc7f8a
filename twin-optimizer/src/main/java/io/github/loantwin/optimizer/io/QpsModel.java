package io.github.loantwin.optimizer.io;

import io.github.loantwin.optimizer.solver.ConeProgram;
import io.github.loantwin.optimizer.solver.SparseMatrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Rows, columns and bounds as they are read; in the end a program. */
final class QpsModel {
    private static final double INFINITE = 1e20;

    /** A row with its coefficients by variable. */
    private static final class Row {
        final char type;
        final TreeMap<Integer, Double> coefficients = new TreeMap<>();
        double side;
        double range = Double.NaN;

        Row(char type) {
            this.type = type;
        }
    }

    private final Map<String, Row> rows = new HashMap<>();
    private final List<Row> ordered = new ArrayList<>();
    private final Set<String> dropped = new HashSet<>();
    private final Map<String, Integer> index = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final Map<Integer, TreeMap<Integer, Double>> quadratic = new HashMap<>();
    private final Map<Integer, Double> lower = new HashMap<>();
    private final Map<Integer, Double> upper = new HashMap<>();
    private Row objective;
    private String name = "";
    private boolean maximise;

    void name(String text) {
        name = text;
    }

    void sense(String text) {
        String sense = text.toUpperCase(Locale.ROOT);
        if (!sense.startsWith("MAX") && !sense.startsWith("MIN")) {
            throw new IllegalArgumentException("OBJSENSE must be MIN or MAX, got " + text + ".");
        }
        maximise = sense.startsWith("MAX");
    }

    void row(String type, String rowName) {
        char kind = Character.toUpperCase(type.charAt(0));
        if (type.length() != 1 || "NLGE".indexOf(kind) < 0) {
            throw new IllegalArgumentException("the type of a row must be N, L, G or E, got " + type + ".");
        }
        if (kind == 'N' && objective != null) {
            dropped.add(rowName);
            return;
        }
        Row row = new Row(kind);
        if (rows.put(rowName, row) != null) {
            throw new IllegalArgumentException("row names must differ, got " + rowName + " again.");
        }
        if (kind == 'N') {
            objective = row;
        } else {
            ordered.add(row);
        }
    }

    private Row find(String rowName) {
        Row row = rows.get(rowName);
        if (row == null) {
            throw new IllegalArgumentException("row '" + rowName + "' is not in ROWS.");
        }
        return row;
    }

    void coefficient(String variable, String rowName, double value) {
        int column = index.computeIfAbsent(variable, key -> {
            names.add(key);
            return names.size() - 1;
        });
        if (!dropped.contains(rowName)) {
            find(rowName).coefficients.merge(column, value, Double::sum);
        }
    }

    void side(String rowName, double value) {
        if (!dropped.contains(rowName)) {
            find(rowName).side = value;
        }
    }

    void range(String rowName, double value) {
        if (!dropped.contains(rowName)) {
            find(rowName).range = value;
        }
    }

    private int column(String variable) {
        Integer column = index.get(variable);
        if (column == null) {
            throw new IllegalArgumentException("variable '" + variable + "' is not in COLUMNS.");
        }
        return column;
    }

    void bound(String type, String variable, double value) {
        int column = column(variable);
        switch (type) {
            case "LO" -> lower.put(column, value);
            case "UP" -> {
                upper.put(column, value);
                if (value < 0) {
                    lower.putIfAbsent(column, Double.NEGATIVE_INFINITY);
                }
            }
            case "FX" -> {
                lower.put(column, value);
                upper.put(column, value);
            }
            case "FR" -> {
                lower.put(column, Double.NEGATIVE_INFINITY);
                upper.put(column, Double.POSITIVE_INFINITY);
            }
            case "MI" -> lower.put(column, Double.NEGATIVE_INFINITY);
            case "PL" -> upper.put(column, Double.POSITIVE_INFINITY);
            default -> throw new AssertionError(type);
        }
    }

    void requireBoundType(String type) {
        boolean integer = List.of("BV", "LI", "UI", "SC").contains(type);
        if (integer) {
            throw new IllegalArgumentException("variables must be continuous, got a bound of type " + type
                    + ".\nMaybe its relaxation helps: UP with 1 instead of BV, LO instead of LI, UP instead of UI.");
        }
        if (!List.of("LO", "UP", "FX", "FR", "MI", "PL").contains(type)) {
            throw new IllegalArgumentException(
                    "the type of a bound must be LO, UP, FX, FR, MI or PL, got " + type + ".");
        }
    }

    void requireVariable(String variable) {
        column(variable);
    }

    void quadratic(String first, String second, double value, boolean bothTriangles) {
        int i = column(first);
        int j = column(second);
        quadratic.computeIfAbsent(i, key -> new TreeMap<>()).merge(j, value, Double::sum);
        if (i != j && !bothTriangles) {
            quadratic.computeIfAbsent(j, key -> new TreeMap<>()).merge(i, value, Double::sum);
        }
    }

    QpsProblem build() {
        if (objective == null || names.isEmpty()) {
            throw new IllegalArgumentException("a file must have an N row and at least one column.");
        }
        double sign = maximise ? -1 : 1;
        ConeProgram.Builder builder = ConeProgram.builder(names.size());
        objective.coefficients.forEach((column, value) -> builder.linear(column, sign * value));
        builder.quadratic(matrix(sign));
        for (Row row : ordered) {
            addRow(builder, row);
        }
        for (int j = 0; j < names.size(); j++) {
            addBounds(builder, j);
        }
        return new QpsProblem(name, maximise, -objective.side, List.copyOf(names), builder.build());
    }

    private SparseMatrix matrix(double sign) {
        SparseMatrix.RowBuilder builder = new SparseMatrix.RowBuilder(names.size());
        for (int i = 0; i < names.size(); i++) {
            quadratic.getOrDefault(i, new TreeMap<>()).forEach((j, value) -> builder.put(j, sign * value));
            builder.endRow();
        }
        return builder.build();
    }

    /** RANGES: |R| wide, on the side of the row's type; of an E row on the side of R's sign. */
    private static void addRow(ConeProgram.Builder builder, Row row) {
        boolean ranged = !Double.isNaN(row.range);
        double width = ranged ? Math.abs(row.range) : Double.POSITIVE_INFINITY;
        boolean equal = row.type == 'E' && (!ranged || row.range == 0);
        boolean sideIsLow = row.type == 'G' || row.type == 'E' && row.range > 0;
        double low = sideIsLow ? row.side : row.side - width;
        double high = sideIsLow ? row.side + width : row.side;
        int[] columns = row.coefficients.keySet().stream().mapToInt(i -> i).toArray();
        double[] values = row.coefficients.values().stream().mapToDouble(v -> v).toArray();
        if (equal) {
            builder.equal(columns, values, row.side);
            return;
        }
        if (high < INFINITE) {
            builder.atMost(columns, values, high);
        }
        if (low > -INFINITE) {
            double[] negative = new double[values.length];
            for (int i = 0; i < values.length; i++) {
                negative[i] = -values[i];
            }
            builder.atMost(columns, negative, -low);
        }
    }

    private void addBounds(ConeProgram.Builder builder, int j) {
        double low = lower.getOrDefault(j, 0.0);
        double high = upper.getOrDefault(j, Double.POSITIVE_INFINITY);
        if (low == high) {
            builder.equal(new int[] {j}, new double[] {1}, low);
            return;
        }
        if (low > -INFINITE) {
            builder.lower(j, low);
        }
        if (high < INFINITE) {
            builder.upper(j, high);
        }
    }
}
