package io.github.loantwin.server.cli;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import java.util.Locale;
import java.util.Map;

/** How a program was solved, one figure per row. */
final class ProgramTable {
    private ProgramTable() {}

    static ReportTable of(Map<String, Object> fields) {
        ReportTable table =
                new ReportTable("", TableColumn.text("figure", "Figure"), TableColumn.text("value", "Value"));
        fields.forEach((key, value) -> table.row(key.replace('_', ' '), shown(value)));
        return table;
    }

    private static String shown(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.10g", number) : String.valueOf(value);
    }
}
