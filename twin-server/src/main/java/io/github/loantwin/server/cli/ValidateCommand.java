package io.github.loantwin.server.cli;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.env.validation.Validation;
import io.github.loantwin.env.validation.ValidationCheck;
import io.github.loantwin.env.validation.ValidationReport;
import io.github.loantwin.env.validation.ValidationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares the twin with published and independently computed figures. */
@Command(
        name = "validate",
        header = "Check the twin against published and independent figures.",
        description = {
            "Prints every check with its source, the expected figure, the twin's, and the tolerance. All groups take a few"
                    + " minutes; one group takes seconds to a minute. A complete run in a checkout also writes"
                    + " docs/validation.md.",
            "",
            "A miss fails (exit code 1) unless it is on the reviewed list with its reason; then the exit code is 3. Figures"
                    + " marked 'stated' have no tolerance. Some checks read ../shared/data and are skipped without it."
        },
        footer = {
            "  twin validate",
            "  twin validate --list",
            "  twin validate --only basel,flows",
            "  twin validate --output json > validation.json",
            "  twin validate --report my-validation.md",
        })
final class ValidateCommand extends TwinCommand {
    @Option(
            names = "--only",
            paramLabel = "GROUP",
            split = ",",
            description = "Run these groups only (see --list); may be given several times.")
    private List<String> only = List.of();

    @Option(names = "--list", description = "List the groups and run none.")
    private boolean list;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Write the page here (default: docs/validation.md, of a complete run in a checkout).")
    private Path report;

    @Override
    public Integer call() {
        Optional<Path> root =
                Optional.ofNullable(System.getProperty("loantwin.root")).map(Path::of);
        Optional<Path> data =
                root.map(path -> path.resolve("../shared/data").normalize()).filter(Files::isDirectory);
        Validation validation = new Validation(data);
        if (list) {
            print(groups(validation.groups()));
            return ExitCode.OK;
        }
        long start = System.nanoTime();
        ValidationResult result = validation.run(
                only, group -> note(String.format(Locale.ROOT, "%4.0f s  %s ...", seconds(start), group)));
        write(result, root, data.isPresent());
        print(result);
        return exitCode(result.verdict());
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static ReportTable groups(Map<String, String> titles) {
        ReportTable table =
                new ReportTable("", TableColumn.text("group", "Group"), TableColumn.text("title", "What it shows"));
        titles.forEach(table::row);
        return table;
    }

    static int exitCode(ValidationResult.Verdict verdict) {
        return switch (verdict) {
            case PASSED -> ExitCode.OK;
            case REVIEWED_MISSES -> ExitCode.REVIEWED_MISSES;
            case FAILED -> ExitCode.FAILED;
        };
    }

    private void print(ValidationResult result) {
        if (global().output() != OutputFormat.TABLE) {
            print(everything(result));
            return;
        }
        for (String group : result.titles().keySet()) {
            print(people(group, result));
            out().println();
        }
        result.checks().stream()
                .filter(check -> check.outcome() == ValidationCheck.Outcome.MISS)
                .forEach(check -> out().println("Reviewed miss " + check.id() + ": " + check.reason()));
        result.notes().forEach(out()::println);
        out().println(new ValidationReport(result).verdict());
        out().flush();
    }

    private static ReportTable people(String group, ValidationResult result) {
        ReportTable table = new ReportTable(
                result.titles().get(group),
                TableColumn.text("outcome", "Result"),
                TableColumn.text("name", "Check"),
                TableColumn.text("expected", "Expected"),
                TableColumn.text("got", "Got"),
                TableColumn.text("tolerance", "Tolerance"),
                TableColumn.text("source", "Source"));
        for (ValidationCheck check : result.checks()) {
            if (check.group().equals(group)) {
                String got = check.outcome() == ValidationCheck.Outcome.SKIPPED ? check.reason() : check.got();
                table.row(word(check), check.name(), check.expected(), got, check.tolerance(), check.source());
            }
        }
        return table;
    }

    private static ReportTable everything(ValidationResult result) {
        ReportTable table = new ReportTable(
                "",
                TableColumn.text("group", ""),
                TableColumn.text("id", ""),
                TableColumn.text("name", ""),
                TableColumn.text("source", ""),
                TableColumn.text("expected", ""),
                TableColumn.text("got", ""),
                TableColumn.text("tolerance", ""),
                TableColumn.number("expected_value", "", "", 6, 1),
                TableColumn.number("got_value", "", "", 6, 1),
                TableColumn.text("outcome", ""),
                TableColumn.text("reason", ""));
        for (ValidationCheck check : result.checks()) {
            table.row(
                    check.group(),
                    check.id(),
                    check.name(),
                    check.source(),
                    check.expected(),
                    check.got(),
                    check.tolerance(),
                    check.expectedValue(),
                    check.gotValue(),
                    word(check),
                    check.reason());
        }
        return table;
    }

    private static String word(ValidationCheck check) {
        return check.outcome().name().toLowerCase(Locale.ROOT);
    }

    private void write(ValidationResult result, Optional<Path> root, boolean data) {
        Optional<Path> target = Optional.ofNullable(report);
        if (target.isEmpty() && only.isEmpty()) {
            target = root.filter(path -> Files.isDirectory(path.resolve("docs")))
                    .map(path -> path.resolve("docs/validation.md"));
        }
        if (target.isEmpty()) {
            return;
        }
        String environment =
                "Java " + Versions.java() + (data ? ", with" : ", without") + " the reference data of ../shared/data";
        String command = only.isEmpty() ? "./twin validate" : "./twin validate --only " + String.join(",", only);
        try {
            Files.writeString(target.get(), new ValidationReport(result).markdown(command, environment));
            note("Written: " + target.get());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
