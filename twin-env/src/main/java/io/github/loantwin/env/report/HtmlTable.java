package io.github.loantwin.env.report;

import java.util.List;

/** A table as HTML: caption, headings with units, numbers to the right, sums in bold, broken limits marked. */
final class HtmlTable {
    private final StringBuilder page;
    private final ReportTable table;

    private HtmlTable(StringBuilder page, ReportTable table) {
        this.page = page;
        this.table = table;
    }

    /** Appends a table to a page. */
    static void append(StringBuilder page, ReportTable table) {
        new HtmlTable(page, table).append();
    }

    private void append() {
        String name = SvgText.escaped(table.title().isEmpty() ? "Table" : table.title());
        page.append("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
        page.append(name).append("\">\n<table>\n");
        if (!table.title().isEmpty()) {
            page.append("<caption>").append(name).append("</caption>\n");
        }
        page.append("<thead>\n<tr>");
        table.columns().forEach(this::appendHeading);
        page.append("</tr>\n</thead>\n<tbody>\n");
        for (int row = 0; row < table.rows().size(); row++) {
            appendRow(row);
        }
        page.append("</tbody>\n</table>\n</div>\n");
        if (table.hasBreach()) {
            page.append("<p class=\"note\">! breaks its limit.</p>\n");
        }
    }

    private void appendHeading(TableColumn column) {
        page.append("<th scope=\"col\"").append(column.numeric() ? " class=\"n\">" : ">");
        page.append(SvgText.escaped(column.title()));
        if (table.hasUnits()) {
            String unit = column.unit().isEmpty() ? "&#160;" : SvgText.escaped(column.unit());
            page.append(" <span class=\"unit\">").append(unit).append("</span>");
        }
        page.append("</th>");
    }

    private void appendRow(int row) {
        page.append(table.isSum(row) ? "<tr class=\"sum\">" : "<tr>");
        List<TableColumn> columns = table.columns();
        for (int i = 0; i < columns.size(); i++) {
            boolean heading = i == 0 && !columns.get(0).numeric();
            String tag = heading ? "th" : "td";
            page.append('<').append(tag).append(heading ? " scope=\"row\"" : "").append(type(row, i));
            page.append('>')
                    .append(SvgText.escaped(columns.get(i).shown(table.rows().get(row)[i])));
            page.append("</").append(tag).append('>');
        }
        page.append("</tr>\n");
    }

    private String type(int row, int column) {
        boolean number = table.columns().get(column).numeric();
        boolean breach = table.isBreach(row, column);
        if (!number && !breach) {
            return "";
        }
        return " class=\"" + (number ? "n" : "") + (number && breach ? " " : "") + (breach ? "breach" : "") + '"';
    }
}
