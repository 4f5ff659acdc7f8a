package io.github.loantwin.server.optimize;

import io.github.loantwin.env.report.Figure;
import io.github.loantwin.env.report.KeyFigure;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that is said about a problem, in the order in which it is said, before anyone decides how it is written. */
public final class Answer {
    private final String model;
    private final String title;
    private final String question;
    private final SolveStatus status;
    private final Map<String, Object> numbers = new LinkedHashMap<>();
    private final Map<String, ReportTable> tables = new LinkedHashMap<>();
    private final Map<String, ReportTable> inFiles = new LinkedHashMap<>();
    private final Map<String, List<Figure>> figures = new LinkedHashMap<>();
    private final Map<String, List<String>> remarks = new LinkedHashMap<>();
    private final List<KeyFigure> keyFigures = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();
    private String main = "";

    Answer(Solved solved) {
        this.model = solved.model();
        this.title = solved.title();
        this.question = solved.question();
        this.status = solved.status();
    }

    /** Returns the model's name. */
    public String model() {
        return model;
    }

    /** Returns the problem's title. */
    public String title() {
        return title;
    }

    /** Returns in a line what is asked. */
    public String question() {
        return question;
    }

    /** Returns how the solve ended. */
    public SolveStatus status() {
        return status;
    }

    /** Returns single figures by their key in JSON, full precision; null where there is none. */
    public Map<String, Object> numbers() {
        return numbers;
    }

    /** Returns tables by their key in JSON and their file's name. */
    public Map<String, ReportTable> tables() {
        return tables;
    }

    /** Returns tables as CSV files and spreadsheets have them: numbers where people read words. */
    public Map<String, ReportTable> tablesOfFiles() {
        Map<String, ReportTable> all = new LinkedHashMap<>(tables);
        all.putAll(inFiles);
        return all;
    }

    /** Returns the table that CSV prints: the allocation, or what was asked for by an option. */
    public ReportTable mainTable() {
        return tables.get(main);
    }

    /** Returns the plots of a table, or of an empty key those that have none. */
    public List<Figure> figures(String key) {
        return figures.getOrDefault(key, List.of());
    }

    /** Returns all plots. */
    public List<Figure> allFigures() {
        return figures.values().stream().flatMap(List::stream).toList();
    }

    /** Returns sentences that belong to one table. */
    public List<String> remarks(String key) {
        return remarks.getOrDefault(key, List.of());
    }

    /** Returns the figures to remember. */
    public List<KeyFigure> keyFigures() {
        return keyFigures;
    }

    /** Returns what the answer means, in sentences. */
    public List<String> sentences() {
        return sentences;
    }

    Answer number(String key, Object value) {
        boolean missing = value instanceof Double number && !Double.isFinite(number);
        numbers.put(key, missing ? null : value);
        return this;
    }

    Answer table(String key, ReportTable table) {
        tables.put(key, table);
        main = main.isEmpty() ? key : main;
        return this;
    }

    /** Adds a table with another form of it for files. */
    Answer table(String key, ReportTable table, ReportTable inFile) {
        inFiles.put(key, inFile);
        return table(key, table);
    }

    /** Adds a table that was asked for by an option, which CSV prints. */
    Answer askedTable(String key, ReportTable table) {
        main = key;
        return table(key, table);
    }

    Answer figure(String key, Figure figure) {
        figures.computeIfAbsent(key, k -> new ArrayList<>()).add(figure);
        return this;
    }

    Answer remark(String key, String sentence) {
        remarks.computeIfAbsent(key, k -> new ArrayList<>()).add(sentence);
        return this;
    }

    Answer keyFigure(String label, String shown, String remark) {
        int space = shown.lastIndexOf(' ');
        boolean unit = space > 0 && shown.endsWith("%");
        keyFigures.add(KeyFigure.of(label, unit ? shown.substring(0, space) : shown, unit ? "%" : "", remark));
        return this;
    }

    Answer sentence(String sentence) {
        sentences.add(sentence);
        return this;
    }

    /** Returns what the plots name as their source. */
    String source() {
        return title + ", twin optimize";
    }
}
