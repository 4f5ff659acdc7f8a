package io.github.loantwin.server.cli;

import io.github.loantwin.agents.compare.ComparisonReport;
import io.github.loantwin.agents.compare.ComparisonTables;
import io.github.loantwin.agents.compare.RunRecords;
import io.github.loantwin.env.report.Figure;
import io.github.loantwin.env.report.FigureFiles;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A comparison as a folder that is kept with the sources: a page in Markdown, its figures as SVG, and the record of every run.
 * Everything on the page comes from the comparison; nothing is written by hand.
 */
final class Publication {
    private static final Set<String> FIGURES = Set.of("intervals", "by_scenario", "learning", "pareto", "crisis");

    private final ComparisonReport report;
    private final ComparisonTables tables;
    private final RunRecords records;
    private final String provenance;

    /** Prepares a publication; {@code provenance} says in a sentence how the numbers came about. */
    Publication(ComparisonReport report, ComparisonTables tables, RunRecords records, String provenance) {
        this.report = report;
        this.tables = tables;
        this.records = records;
        this.provenance = provenance;
    }

    /** Writes the folder; files of earlier publications with other names stay. */
    void write(Path folder, String crisis) {
        List<Figure> figures = report.pictures().figures(crisis).stream()
                .filter(figure -> FIGURES.contains(figure.name()))
                .toList();
        try {
            Files.createDirectories(folder);
            for (var record : records.files().entrySet()) {
                Files.writeString(folder.resolve(record.getKey()), record.getValue());
            }
            for (Figure figure : figures) {
                FigureFiles.writeSvg(figure, folder.resolve(figure.name() + ".svg"));
            }
            Files.writeString(folder.resolve("README.md"), page(figures));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String page(List<Figure> figures) {
        StringBuilder page = new StringBuilder("# What the comparison found\n\n");
        page.append(provenance).append("\n\n");
        report.sentences()
                .forEach(sentence -> page.append("- ").append(sentence).append('\n'));
        page.append('\n');
        List<ReportTable> all =
                List.of(tables.standings(), tables.duels(), tables.byScenario(), tables.objectives(), tables.effort());
        all.forEach(table -> page.append(markdown(table)).append('\n'));
        tables.training().ifPresent(table -> page.append(markdown(table)).append('\n'));
        for (Figure figure : figures) {
            page.append("![")
                    .append(figure.title())
                    .append("](")
                    .append(figure.name())
                    .append(".svg)\n\n");
        }
        page.append(markdown(tables.sources())).append('\n').append(markdown(tables.twins()));
        return page.toString();
    }

    /** Returns a table in GitHub's Markdown, its title above it in bold. */
    static String markdown(ReportTable table) {
        List<TableColumn> columns = table.columns();
        StringBuilder text = new StringBuilder("**" + table.title() + "**\n\n");
        text.append(line(columns.stream()
                .map(c -> c.unit().isEmpty() ? c.title() : c.title() + ", " + c.unit())
                .toList()));
        text.append(
                line(columns.stream().map(c -> c.numeric() ? "---:" : ":---").toList()));
        for (Object[] row : table.rows()) {
            text.append(line(java.util.stream.IntStream.range(0, row.length)
                    .mapToObj(i -> columns.get(i).shown(row[i]))
                    .toList()));
        }
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
