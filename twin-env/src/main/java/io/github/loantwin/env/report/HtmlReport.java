package io.github.loantwin.env.report;

import io.github.loantwin.env.check.ArgCheck;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A report as one page of HTML that opens from disk: style, figures and numbers are inside, nothing is fetched, no
 * script runs. It prints on A4, fits a phone, is well-formed XML, and the same content gives the same bytes.
 *
 * <p>A page is written from top to bottom; everything after {@link #section(String)} belongs to that section, and the
 * table of contents lists the sections. All text is escaped here: give plain text.
 *
 * <pre>{@code
 * HtmlReport page = new HtmlReport("Stress test", "Nine quarters from 2026-01-01, 50 seeds")
 *         .fact("Scenarios", "severely-adverse-2026, gfc")
 *         .fact("Commit", commit);
 * page.section("Summary")
 *         .paragraph("Under severely-adverse-2026 the lender loses 1.2 million; its capital ratio falls to 7.4 %.")
 *         .figures(List.of(
 *                 KeyFigure.of("Losses over nine quarters", "1.20", "million", "mean of 50 seeds"),
 *                 KeyFigure.limited("Capital ratio, lowest", "7.4", "%", "under the limit of 8 %", false)));
 * page.section("Losses by product")
 *         .table(losses)                                  // a ReportTable
 *         .note("Loss rate: nine-quarter loss over the average balance.")
 *         .figure(lossFigure, "Bars of the loss rate by product, cards highest with 17.1 %");
 * page.footer("Made by twin stress");
 * page.write(folder.resolve("report.html"));
 * TableFiles.writeXlsx(page.tables(), folder.resolve("report.xlsx"));   // the same tables for spreadsheets
 * }</pre>
 */
public final class HtmlReport {
    /** A date in prose stays on one line. */
    private static final Pattern DATE = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");

    private final String title;
    private final String subtitle;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final Map<String, String> sections = new LinkedHashMap<>();
    private final Map<String, Integer> idCounts = new HashMap<>();
    private final List<ReportTable> tables = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private String footer = "";
    private int figures;

    /** Starts an empty page; the subtitle may be empty. */
    public HtmlReport(String title, String subtitle) {
        this.title = ArgCheck.notBlank("title", title);
        this.subtitle = ArgCheck.notNull("subtitle", subtitle);
    }

    /** Adds a fact to the line under the title, such as seed or policy. */
    public HtmlReport fact(String name, String value) {
        facts.put(name, value);
        return this;
    }

    /** Sets the last line of the page. */
    public HtmlReport footer(String text) {
        footer = text;
        return this;
    }

    /** Begins a section, which the table of contents lists. */
    public HtmlReport section(String heading) {
        String id = id(heading);
        sections.put(id, heading);
        body.append("<h2 id=\"").append(id).append("\">").append(text(heading)).append("</h2>\n");
        return this;
    }

    /** Begins a part of a section. */
    public HtmlReport heading(String heading) {
        return element("h3", "", heading);
    }

    /** Adds a paragraph. */
    public HtmlReport paragraph(String text) {
        return element("p", "", text);
    }

    /** Adds a small print: a definition, a source, what to keep in mind. */
    public HtmlReport note(String text) {
        return element("p", "note", text);
    }

    /** Adds a list of sentences. */
    public HtmlReport bullets(List<String> sentences) {
        body.append("<ul>\n");
        sentences.forEach(sentence -> element("li", "", sentence));
        body.append("</ul>\n");
        return this;
    }

    private HtmlReport element(String tag, String type, String text) {
        body.append('<').append(tag).append(type.isEmpty() ? "" : " class=\"" + type + '"');
        body.append('>').append(DATE.matcher(text(text)).replaceAll("<span class=\"date\">$0</span>"));
        body.append("</").append(tag).append(">\n");
        return this;
    }

    /** Adds figures to remember, side by side. */
    public HtmlReport figures(List<KeyFigure> keyFigures) {
        body.append("<div class=\"tiles\">\n");
        for (KeyFigure figure : keyFigures) {
            String mood = figure.mood().name().toLowerCase(Locale.ROOT);
            body.append("<div class=\"tile ").append(mood).append("\">\n");
            element("p", "label", figure.label());
            body.append("<p class=\"value\">").append(text(figure.value()));
            body.append(figure.unit().isEmpty() ? "" : " <small>" + text(figure.unit()) + "</small>")
                    .append("</p>\n");
            if (!figure.remark().isEmpty()) {
                element("p", "remark", figure.remark());
            }
            body.append("</div>\n");
        }
        body.append("</div>\n");
        return this;
    }

    /** Adds a table; its title becomes the caption, units stand under the headings. */
    public HtmlReport table(ReportTable table) {
        tables.add(table);
        HtmlTable.append(body, table);
        return this;
    }

    /** Adds a table that is folded away until the reader opens it, under the given words. */
    public HtmlReport details(String words, ReportTable table) {
        tables.add(table);
        body.append("<details>\n<summary>").append(text(words)).append("</summary>\n");
        HtmlTable.append(body, table);
        body.append("</details>\n");
        return this;
    }

    /**
     * Adds a figure as vector graphics.
     *
     * @param description says in a sentence or two what can be seen, for those who cannot see it
     */
    public HtmlReport figure(Figure figure, String description) {
        ArgCheck.notBlank("description", description);
        figures++;
        body.append("<figure>\n<figcaption>").append(text(figure.title())).append("</figcaption>\n");
        boolean two = figure.across() > 1;
        body.append("<div class=\"panels ").append(two ? "two" : "wide").append("\">\n");
        List<String> panels = FigureFiles.panelSvgs(figure, "f" + figures, description);
        panels.forEach(svg -> body.append("<div>").append(svg.strip()).append("</div>\n"));
        body.append("</div>\n<p class=\"source\">Source: ").append(text(figure.source()));
        body.append("</p>\n</figure>\n");
        return this;
    }

    /** Returns the tables of the page, in order, for {@link TableFiles}. */
    public List<ReportTable> tables() {
        return List.copyOf(tables);
    }

    /** Writes the page, UTF-8. */
    public void write(Path file) throws IOException {
        Files.writeString(file, html(), StandardCharsets.UTF_8);
    }

    /** Returns the page. */
    public String html() {
        StringBuilder page = new StringBuilder(body.length() + 16_000);
        page.append("<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n");
        page.append("<meta charset=\"utf-8\"/>\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        page.append("<meta name=\"generator\" content=\"LoanTwin\"/>\n");
        page.append("<title>").append(text(title)).append("</title>\n");
        page.append("<style>\n").append(style()).append("</style>\n</head>\n<body>\n");
        appendHeader(page);
        appendContents(page);
        page.append("<main>\n").append(body).append("</main>\n");
        if (!footer.isEmpty()) {
            page.append("<footer>").append(text(footer)).append("</footer>\n");
        }
        return page.append("</body>\n</html>\n").toString();
    }

    private void appendHeader(StringBuilder page) {
        page.append("<header>\n<h1>").append(text(title)).append("</h1>\n");
        if (!subtitle.isEmpty()) {
            page.append("<p class=\"subtitle\">").append(text(subtitle)).append("</p>\n");
        }
        if (!facts.isEmpty()) {
            page.append("<dl class=\"facts\">\n");
            facts.forEach((name, value) -> page.append("<div><dt>")
                    .append(text(name))
                    .append("</dt><dd>")
                    .append(text(value))
                    .append("</dd></div>\n"));
            page.append("</dl>\n");
        }
        page.append("</header>\n");
    }

    private void appendContents(StringBuilder page) {
        if (sections.size() < 2) {
            return;
        }
        page.append("<nav aria-label=\"Contents\">\n<ol>\n");
        sections.forEach((id, heading) -> page.append("<li><a href=\"#")
                .append(id)
                .append("\">")
                .append(text(heading))
                .append("</a></li>\n"));
        page.append("</ol>\n</nav>\n");
    }

    private String id(String heading) {
        String plain =
                heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        String id = plain.isEmpty() ? "section" : plain;
        int count = idCounts.merge(id, 1, Integer::sum);
        return count == 1 ? id : id + "-" + count;
    }

    /** Escapes text, and keeps a number and its percent sign on one line. */
    private static String text(String plain) {
        return SvgText.escaped(plain).replace(" %", "\u00a0%");
    }

    private static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("The style sheet of reports must be on the class path.", e);
        }
    }
}
