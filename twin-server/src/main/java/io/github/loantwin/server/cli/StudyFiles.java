package io.github.loantwin.server.cli;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.report.Figure;
import io.github.loantwin.env.report.FigureFiles;
import io.github.loantwin.env.report.HtmlReport;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what a study of many lenders leaves: page, spreadsheet, tables, plots, configurations, manifest. */
final class StudyFiles {
    private final RunFolder folder;

    StudyFiles(RunFolder folder) {
        this.folder = folder;
    }

    Path path() {
        return folder.path();
    }

    /** Writes a text file. */
    void text(String file, String text) {
        folder.write(file, text);
    }

    /** Writes the resolved configurations by name. */
    void configs(Map<String, TwinConfig> configs) {
        configs.forEach((name, config) -> folder.write("config-" + name + ".yaml", config.toYaml()));
    }

    /** Writes a table as CSV. */
    void csv(String name, ReportTable table) {
        folder.write(name + ".csv", TableFiles.csv(table));
    }

    /** Writes the page, and its tables as a spreadsheet. */
    void page(HtmlReport page) {
        try {
            page.write(folder.resolve("report.html"));
            TableFiles.writeXlsx(page.tables(), folder.resolve("report.xlsx"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes figures as PNG and SVG. */
    void plots(List<Figure> figures) {
        try {
            FigureFiles.write(figures, folder.resolve(RunFiles.PLOTS));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the manifest last. */
    void manifest(TwinCommand command, long[] seeds) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("format", 1);
        facts.put("command", command.arguments());
        facts.put("environment", "loantwin/LoanPortfolio-v0");
        facts.put("seeds", seeds);
        facts.put("version", Versions.release());
        facts.put("commit", Versions.commit().orElse("unknown"));
        facts.put("java", Versions.java());
        folder.writeManifest(facts);
    }
}
