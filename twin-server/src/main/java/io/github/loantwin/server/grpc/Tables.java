package io.github.loantwin.server.grpc;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.proto.v1.Table;
import io.github.loantwin.proto.v1.TableColumn;

/** Report tables as messages. */
final class Tables {
    private Tables() {}

    static Table of(String key, ReportTable table) {
        Table.Builder message = Table.newBuilder()
                .setKey(key)
                .setTitle(table.title())
                .setRows(table.rows().size());
        for (int c = 0; c < table.columns().size(); c++) {
            message.addColumns(column(table, c));
        }
        return message.build();
    }

    private static TableColumn column(ReportTable table, int index) {
        io.github.loantwin.env.report.TableColumn column = table.columns().get(index);
        TableColumn.Builder message = TableColumn.newBuilder()
                .setKey(column.key())
                .setTitle(column.title())
                .setUnit(column.unit())
                .setScale(column.scale())
                .setDecimals(column.decimals());
        int rows = table.rows().size();
        if (column.numeric()) {
            double[] numbers = new double[rows];
            for (int row = 0; row < rows; row++) {
                numbers[row] =
                        table.rows().get(row)[index] instanceof Number number ? number.doubleValue() : Double.NaN;
            }
            return message.setNumbers(NumberArrays.of(numbers, rows)).build();
        }
        for (Object[] row : table.rows()) {
            message.addTexts(String.valueOf(row[index]));
        }
        return message.build();
    }
}
