package io.github.loantwin.server.optimize;

import io.github.loantwin.env.report.Figure;
import io.github.loantwin.env.report.FigureFiles;
import io.github.loantwin.env.report.HtmlReport;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes an answer to a folder: a page, a spreadsheet, one CSV per table, plots. */
public final class AnswerFiles {
    private static final Map<String, String> SECTIONS = Map.ofEntries(
            Map.entry("binding", "What limits cost"),
            Map.entry("conflicts", "Why nothing fits"),
            Map.entry("what_if", "What if"),
            Map.entry("what_if_decision", "What would change"),
            Map.entry("stress", "Stress"),
            Map.entry("stress_decision", "What would change under stress"),
            Map.entry("stress_inputs", "Inputs under stress"),
            Map.entry("sensitivity", "Sensitivity to single inputs"),
            Map.entry("tornado", "What matters most"),
            Map.entry("frontier", "Efficient frontier"));

    private AnswerFiles() {}

    /**
     * Writes report.html, report.xlsx, KEY.csv for every table, and every plot as PNG and SVG.
     *
     * @param command the command that gave the answer, for the page
     */
    public static void write(Answer answer, String command, Path folder) throws IOException {
        Files.createDirectories(folder);
        HtmlReport page = page(answer, command);
        page.write(folder.resolve("report.html"));
        for (Map.Entry<String, ReportTable> table : answer.tablesOfFiles().entrySet()) {
            TableFiles.writeCsv(table.getValue(), folder.resolve(table.getKey() + ".csv"));
        }
        FigureFiles.write(answer.allFigures(), folder);
        List<ReportTable> sheets = answer.tablesOfFiles().values().stream()
                .filter(table -> !table.rows().isEmpty())
                .toList();
        if (!sheets.isEmpty()) {
            TableFiles.writeXlsx(sheets, folder.resolve("report.xlsx"));
        }
    }

    private static HtmlReport page(Answer answer, String command) {
        HtmlReport page = new HtmlReport(answer.title(), answer.question());
        page.fact("Model", answer.model());
        page.fact("Status", answer.status().name().toLowerCase(Locale.ROOT));
        page.fact("Command", command);
        page.section("Answer");
        if (!answer.keyFigures().isEmpty()) {
            page.figures(answer.keyFigures());
        }
        if (!answer.sentences().isEmpty()) {
            page.bullets(answer.sentences());
        }
        answer.tables().forEach((key, table) -> {
            if (table.rows().isEmpty()) {
                return;
            }
            page.section(SECTIONS.getOrDefault(key, table.title()));
            answer.remarks(key).forEach(page::paragraph);
            for (Figure figure : answer.figures(key)) {
                page.figure(figure, figure.title() + "; the numbers are in the table below.");
            }
            page.table(table);
        });
        page.footer("Made by " + command + ".");
        return page;
    }
}
