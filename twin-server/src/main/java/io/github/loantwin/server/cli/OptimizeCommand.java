package io.github.loantwin.server.cli;

import io.github.loantwin.optimizer.io.QpsProblem;
import io.github.loantwin.optimizer.io.QpsReader;
import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import io.github.loantwin.server.optimize.Answer;
import io.github.loantwin.server.optimize.AnswerFiles;
import io.github.loantwin.server.optimize.Optimization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Solves an allocation problem, or any linear or quadratic program in a file. */
@Command(
        name = "optimize",
        header = "Find the best allocation within limits, and say why it is best.",
        description = {
            "FILE is a YAML or JSON file of configs/optimizer/ or your own (its key 'model' says what it states), or an MPS or"
                    + " QPS file with any linear or quadratic program.",
            "",
            "The answer is checked on the problem as given before it is called optimal. An infeasible problem is answered"
                    + " with the smallest change of each limit that would help.",
        },
        exitCodeList = {" 0:optimal", " 1:infeasible, unbounded, or not solved to the tolerances", " 2:bad input"},
        footer = {
            "  twin optimize configs/optimizer/loan-allocation.yaml",
            "  twin optimize configs/optimizer/loan-allocation.yaml --what-if 'pd*1.5' --sensitivity",
            "  twin optimize configs/optimizer/loan-allocation.yaml --frontier 20 --report runs/lending",
            "  twin optimize configs/optimizer/loan-allocation.yaml --stress severely-adverse-2026",
            "  twin optimize configs/optimizer/loan-allocation.yaml --profile conservative",
            "  twin optimize problem.qps -o json",
        })
final class OptimizeCommand extends TwinCommand {
    @Parameters(paramLabel = "FILE", description = "The problem: .yaml, .json, .mps or .qps.")
    private Path file;

    @Option(
            names = "--what-if",
            paramLabel = "CHANGE",
            description =
                    "Show what a change of inputs does, with the same allocation and with the best one then: 'pd*1.5',"
                            + " mortgage.rate-0.01, limits.cap=0.4. Given more than once, all are applied together.")
    private List<String> changes = new ArrayList<>();

    @Option(
            names = "--stress",
            paramLabel = "SCENARIO",
            defaultValue = "",
            description =
                    "Show what the worst year of a scenario of 'twin scenarios' does: PDs and LGDs of loans times the"
                            + " twin's own multiples. For loan-allocation and loan-cvar.")
    private String stress;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "",
            description =
                    "Limits of a risk profile instead of the file's: conservative, balanced or aggressive; the numbers"
                            + " are in configs/risk-profiles.yaml.")
    private String profile;

    @Option(
            names = "--sensitivity",
            description = "Show what each input does to the best answer when it is a tenth lower and a tenth higher.")
    private boolean sensitivity;

    @Option(
            names = "--frontier",
            paramLabel = "POINTS",
            defaultValue = "0",
            description = "Show the efficient frontier in so many portfolios.")
    private int points;

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description = "Write report.html, report.xlsx, plots (PNG, SVG) and one CSV per table to a folder.")
    private Path report;

    @Override
    public Integer call() throws IOException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (Files.isDirectory(file)) {
            throw Problem.badInput("FILE must be a file, got the folder " + file + ".", "name a file in it.");
        }
        if (!Files.exists(file)) {
            throw Problem.badInput("There is no file " + file + ".", "look into configs/optimizer/ for examples.");
        }
        if (name.endsWith(".mps") || name.endsWith(".qps") || name.endsWith(".sif")) {
            requireNoOptions();
            return program(QpsReader.read(file));
        }
        requireOneTable();
        if (report != null && Files.exists(report) && !Files.isDirectory(report)) {
            throw Problem.badInput("--report must be a folder, got the file " + report + ".", "give another name.");
        }
        return tell(new Optimization(changes, sensitivity, points, stress, profile).answer(file));
    }

    private void requireNoOptions() {
        boolean some = report != null
                || points != 0
                || sensitivity
                || !changes.isEmpty()
                || !stress.isEmpty()
                || !profile.isEmpty();
        if (some) {
            throw Problem.badInput(
                    "An MPS or QPS file takes no other option than --output, for its variables have no meaning here.",
                    "state the problem as YAML, as in configs/optimizer/.");
        }
    }

    private void requireOneTable() {
        int asked = (points != 0 ? 1 : 0)
                + (sensitivity ? 1 : 0)
                + (changes.isEmpty() ? 0 : 1)
                + (stress.isEmpty() ? 0 : 1);
        if (global().output() == OutputFormat.CSV && asked > 1) {
            throw Problem.badInput(
                    "--output csv prints one table, and " + asked + " were asked for.",
                    "use --output json, or --report, which writes every table to a file.");
        }
    }

    private int tell(Answer answer) throws IOException {
        switch (global().output()) {
            case JSON -> printJson(json(answer));
            case CSV -> print(answer.mainTable());
            default -> printTables(answer);
        }
        if (report != null) {
            AnswerFiles.write(answer, "twin " + String.join(" ", arguments()), report);
            note("Report: " + report.resolve("report.html"));
        }
        return answer.status() == SolveStatus.OPTIMAL ? ExitCode.OK : ExitCode.FAILED;
    }

    private void printTables(Answer answer) {
        answer.tables().forEach((key, table) -> {
            if (!table.rows().isEmpty()) {
                print(table);
                answer.remarks(key).forEach(this::line);
                out().println();
            }
        });
        line("Status: " + answer.status().name().toLowerCase(Locale.ROOT) + ".");
        answer.sentences().forEach(this::line);
        out().flush();
    }

    private void line(String text) {
        int width = terminal().out() ? terminal().width() : 100;
        Paragraph.wrapped(text, width).forEach(out()::println);
    }

    private static Map<String, Object> json(Answer answer) {
        Map<String, Object> json = new LinkedHashMap<>(answer.numbers());
        json.put("sentences", answer.sentences());
        for (String key : List.of("binding", "conflicts")) {
            json.put(key, List.of());
        }
        answer.tables().forEach((key, table) -> {
            if (!key.equals("figures")) {
                json.put(key, TableWriter.objects(table));
            }
            if (!answer.remarks(key).isEmpty()) {
                json.put(key + "_remarks", answer.remarks(key));
            }
        });
        return json;
    }

    private int program(QpsProblem problem) {
        Solution solution = problem.solve();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("problem", problem.name().isEmpty() ? file.getFileName().toString() : problem.name());
        fields.put("variables", problem.program().variables());
        fields.put("equalities", problem.program().b().length);
        fields.put("inequalities", problem.program().h().length);
        fields.put("status", solution.status().name());
        fields.put("objective", problem.objective(solution));
        fields.put("primal_residual", solution.primalResidual());
        fields.put("dual_residual", solution.dualResidual());
        fields.put("gap", solution.gap());
        fields.put("relative_error", solution.relativeError());
        fields.put("iterations", solution.iterations());
        fields.put("milliseconds", solution.milliseconds());
        if (global().output() == OutputFormat.JSON) {
            printJson(fields);
        } else {
            print(ProgramTable.of(fields));
        }
        return solution.optimal() ? ExitCode.OK : ExitCode.FAILED;
    }
}
