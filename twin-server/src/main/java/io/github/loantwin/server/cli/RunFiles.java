package io.github.loantwin.server.cli;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.data.LoanTape;
import io.github.loantwin.env.loan.Loan;
import io.github.loantwin.env.report.EpisodeRecorder;
import io.github.loantwin.env.report.EpisodeReport;
import io.github.loantwin.env.report.FigureFiles;
import io.github.loantwin.env.report.PerformanceSummary;
import io.github.loantwin.env.report.PeriodTable;
import io.github.loantwin.env.report.ReportFiles;
import io.github.loantwin.env.report.TableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Writes what a run leaves in its folder, beside the recording that was written while it ran. */
final class RunFiles {
    static final String RECORDING = "episode.jsonl";
    static final String CONFIG = "config.yaml";
    static final String TAPE = "tape.csv";
    static final String PLOTS = "plots";
    static final String REPORT = "report.html";
    static final String TABLES = "tables";

    private final RunFolder folder;

    RunFiles(RunFolder folder) {
        this.folder = folder;
    }

    /** Writes what the run starts from: the resolved configuration, and the loan tape if there is one. */
    void writeStart(TwinConfig config, List<Loan> tape) {
        folder.write(CONFIG, config.toYaml());
        if (!tape.isEmpty()) {
            try {
                LoanTape.write(folder.resolve(TAPE), tape);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Writes days, months and summary. */
    void writeTables(EpisodeRecorder recorder) {
        try {
            ReportFiles.writeCsv(recorder, folder.resolve("daily.csv"));
            ReportFiles.writeCsv(PeriodTable.monthly(recorder), folder.resolve("monthly.csv"));
            PerformanceSummary summary = PerformanceSummary.of(recorder);
            ReportFiles.writeCsv(summary.headline(), folder.resolve("headline.csv"));
            ReportFiles.writeCsv(summary.columns(), folder.resolve("summary.csv"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the page, its tables (CSV and XLSX) and its plots (PNG and SVG), the last until someone wants to stop. */
    void writeReport(EpisodeReport report, BooleanSupplier stopped) {
        try {
            report.page().write(folder.resolve(REPORT));
            TableFiles.writeCsvs(report.page().tables(), folder.resolve(TABLES));
            TableFiles.writeXlsx(report.page().tables(), folder.resolve("report.xlsx"));
            FigureFiles.write(report.figures(), folder.resolve(PLOTS), stopped);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the manifest: how this run came about, and the hash of every file. */
    void writeManifest(
            List<String> arguments,
            TwinConfig config,
            long seed,
            String policy,
            Instant started,
            Episode.Ending ending,
            boolean interrupted) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("format", 1);
        facts.put("command", arguments);
        facts.put("environment", "loantwin/LoanPortfolio-v0");
        facts.put("seed", seed);
        facts.put("policy", policy);
        facts.put("configHash", config.hash());
        facts.put("version", Versions.release());
        facts.put("commit", Versions.commit().orElse("unknown"));
        facts.put("java", Versions.java());
        facts.put("started", started.toString());
        facts.put("seconds", Duration.between(started, Instant.now()).toMillis() / 1000.0);
        facts.put("days", ending.days());
        facts.put("episodeReturn", ending.episodeReturn());
        facts.put("terminated", ending.terminated());
        facts.put("truncated", ending.truncated());
        facts.put("interrupted", interrupted);
        folder.writeManifest(facts);
    }
}
