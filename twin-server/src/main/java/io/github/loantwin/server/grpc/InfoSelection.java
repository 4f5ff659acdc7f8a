package io.github.loantwin.server.grpc;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.proto.v1.CreateSessionRequest;
import io.github.loantwin.proto.v1.InfoMode;
import io.github.loantwin.proto.v1.NDArray;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Which columns of info an answer carries. */
final class InfoSelection {
    private static final int[] ALL = all();

    private final int[] columns;

    private InfoSelection(int[] columns) {
        this.columns = columns;
    }

    private static int[] all() {
        int[] all = new int[InfoField.COUNT];
        Arrays.setAll(all, i -> i);
        return all;
    }

    /** Returns the selection of a request. */
    static InfoSelection of(CreateSessionRequest request) {
        boolean selected = request.getInfoMode() == InfoMode.INFO_MODE_SELECTED;
        if (!selected && request.getInfoFieldsCount() > 0) {
            throw Refusal.badValue(
                    "info_fields",
                    "empty unless info_mode is INFO_MODE_SELECTED",
                    request.getInfoFieldsCount() + " names");
        }
        return switch (request.getInfoMode()) {
            case INFO_MODE_UNSPECIFIED, INFO_MODE_ALL -> new InfoSelection(ALL);
            case INFO_MODE_NONE -> new InfoSelection(new int[0]);
            case INFO_MODE_SELECTED -> named(request.getInfoFieldsList());
            case UNRECOGNIZED -> throw Refusal.badValue("info_mode", "0 to 3", request.getInfoModeValue());
        };
    }

    private static InfoSelection named(List<String> names) {
        if (names.isEmpty()
                || names.size() > InfoField.COUNT
                || names.stream().distinct().count() != names.size()) {
            throw Refusal.badValue(
                    "info_fields", "1 to " + InfoField.COUNT + " names without doubles", names.size() + " names");
        }
        return new InfoSelection(
                names.stream().mapToInt(name -> field(name).ordinal()).toArray());
    }

    private static InfoField field(String name) {
        try {
            return InfoField.ofKey(name);
        } catch (IllegalArgumentException e) {
            throw Refusal.unknownName("info_fields", "the names of GetSpec", name);
        }
    }

    /** Returns the number of columns, F. */
    int size() {
        return columns.length;
    }

    /** Returns the names of the columns. */
    List<String> names() {
        return Arrays.stream(columns)
                .mapToObj(column -> InfoField.values()[column].key())
                .collect(Collectors.toList());
    }

    /** Returns the first rows of an info matrix, with the selected columns only. */
    NDArray encode(double[] info, int rows) {
        if (columns == ALL) {
            return NumberArrays.of(info, rows, InfoField.COUNT);
        }
        double[] selected = new double[rows * columns.length];
        for (int row = 0; row < rows; row++) {
            copy(info, row, selected, row);
        }
        return NumberArrays.of(selected, rows, columns.length);
    }

    /** Copies the selected columns of a row. */
    void copy(double[] info, int row, double[] out, int outRow) {
        for (int k = 0; k < columns.length; k++) {
            out[outRow * columns.length + k] = info[row * InfoField.COUNT + columns[k]];
        }
    }
}
