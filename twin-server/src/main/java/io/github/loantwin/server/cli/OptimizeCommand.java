package io.github.loantwin.server.cli;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.optimizer.bank.TwoLevelProblem;
import io.github.loantwin.optimizer.io.QpsProblem;
import io.github.loantwin.optimizer.io.QpsReader;
import io.github.loantwin.optimizer.model.CvarLoanProblem;
import io.github.loantwin.optimizer.model.LoanProblem;
import io.github.loantwin.optimizer.model.PortfolioProblem;
import io.github.loantwin.optimizer.model.ProblemFile;
import io.github.loantwin.optimizer.model.RebalancingProblem;
import io.github.loantwin.optimizer.solver.Solution;
import io.github.loantwin.optimizer.solver.SolveStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
            "  twin optimize problem.qps -o json",
        })
final class OptimizeCommand extends TwinCommand {
    @Parameters(paramLabel = "FILE", description = "The problem: .yaml, .json, .mps or .qps.")
    private Path file;

    @Option(
            names = "--what-if",
            paramLabel = "CHANGE",
            defaultValue = "",
            description = "Show what a change of inputs does: pd*1.5, mortgage.rate-0.01, lgd+0.1.")
    private String change;

    @Option(names = "--sensitivity", description = "Show how the best return moves with each input.")
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
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw Problem.badInput("There is no file " + file + ".", "look into configs/optimizer/ for examples.");
        }
        if (name.endsWith(".mps") || name.endsWith(".qps") || name.endsWith(".sif")) {
            return program(QpsReader.read(file));
        }
        String model = ProblemFile.model(file);
        return switch (model) {
            case "loan-allocation" -> loans(ProblemFile.read(file, LoanProblem.class));
            case "loan-cvar" -> tell(OtherAnswers.cvar(ProblemFile.read(file, CvarLoanProblem.class)));
            case "portfolio" -> tell(OtherAnswers.portfolio(ProblemFile.read(file, PortfolioProblem.class)));
            case "quarterly-rebalancing" -> tell(
                    OtherAnswers.rebalancing(ProblemFile.read(file, RebalancingProblem.class)));
            case "two-level-bank" -> tell(OtherAnswers.bank(ProblemFile.read(file, TwoLevelProblem.class)));
            default -> throw Problem.badInput(
                    file
                            + ": model must be loan-allocation, loan-cvar, portfolio, quarterly-rebalancing or two-level-bank, got '"
                            + model + "'.",
                    "look into configs/optimizer/ for examples.");
        };
    }

    private int loans(LoanProblem problem) throws IOException {
        LoanAnswer answer = new LoanAnswer(problem, change, sensitivity, points);
        if (global().output() == OutputFormat.JSON) {
            printJson(answer.json());
        } else {
            for (ReportTable table : answer.tables()) {
                print(table);
                out().println();
            }
            answer.sentences().forEach(this::note);
        }
        if (report != null) {
            answer.writeReport(report);
            note("Report: " + report.resolve("report.html"));
        }
        return answer.optimal() ? ExitCode.OK : ExitCode.FAILED;
    }

    private int tell(OtherAnswers.Answer answer) {
        if (report != null || points > 0 || sensitivity || !change.isEmpty()) {
            throw Problem.badInput(
                    "--report, --frontier, --sensitivity and --what-if need a problem of model loan-allocation.",
                    "use -o json or -o csv.");
        }
        if (global().output() == OutputFormat.JSON) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("status", answer.status().name());
            json.put("sentences", answer.sentences());
            answer.tables().forEach((key, table) -> json.put(key, TableWriter.objects(table)));
            printJson(json);
        } else {
            for (ReportTable table : answer.tables().values()) {
                print(table);
                out().println();
            }
            note("Status: " + answer.status().name().toLowerCase(Locale.ROOT) + ".");
            answer.sentences().forEach(this::note);
        }
        return answer.status() == SolveStatus.OPTIMAL ? ExitCode.OK : ExitCode.FAILED;
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
