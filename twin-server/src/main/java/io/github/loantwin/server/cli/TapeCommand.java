package io.github.loantwin.server.cli;

import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.ResetResult;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.data.LoanTape;
import io.github.loantwin.env.loan.DelinquencyState;
import io.github.loantwin.env.loan.Loan;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import io.github.loantwin.env.sim.ResetOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Exports, checks and imports loan tapes. */
@Command(
        name = "tape",
        header = "Export, check or import a loan tape (CSV, one loan a line).",
        description =
                "Columns: id, product, state, originationDate, dueDay, originalAmount, balance, annualRate, termMonths,"
                        + " remainingTermMonths, creditScore, ltvRatio, dtiRatio, incomeAnnual, collateralValue, creditLimit,"
                        + " missedInstalments, accruedInterest; rates and ratios as fractions, dates as 2024-03-31.",
        footer = {
            "  twin tape export book.csv --loans 5000 --seed 7",
            "  twin tape check book.csv",
            "  twin tape import book.csv",
            "  twin simulate --tape book.csv --loans 5000",
        },
        subcommands = {TapeCommand.Export.class, TapeCommand.Check.class, TapeCommand.Import.class})
final class TapeCommand implements Runnable {
    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Say what to do: export, check or import.");
    }

    /** Reads a tape as of day 0 of a configuration. */
    static List<Loan> read(Path file, TwinConfig config) {
        try {
            List<Loan> loans = LoanTape.read(file, config.episode().startDate());
            if (loans.isEmpty()) {
                throw Problem.badInput(
                        "A tape must hold at least one loan, got none (" + file + ").", "only the header was written.");
            }
            return loans;
        } catch (CharacterCodingException e) {
            throw Problem.badInput(
                    "A tape must be text in UTF-8, got other bytes in " + file + ".",
                    "it is a spreadsheet or compressed: save it as CSV.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a synthetic book. */
    @Command(
            name = "export",
            header = "Write the loans of a simulated lender.",
            description = "The book of day 0, or of a later day under the base policy.",
            footer = {"  twin tape export book.csv --loans 5000", "  twin tape export later.csv --day 90 --scenario gfc"
            })
    static final class Export extends TwinCommand {
        @Parameters(paramLabel = "FILE", description = "The file to write; an existing one is refused.")
        private Path file;

        @Mixin
        private WorldOptions world;

        @Option(
                names = "--day",
                paramLabel = "DAY",
                defaultValue = "0",
                description = "Day to export (default: ${DEFAULT-VALUE}).")
        private int day;

        @Override
        public Integer call() {
            if (Files.exists(file)) {
                throw Problem.badInput(
                        "A new tape needs a new file, got " + file + ".", "choose another name, or remove it.");
            }
            LoanEnv env = new LoanEnv(world.resolved());
            StepInfo info = env.reset(world.seed()).info();
            while (info.get(InfoField.DAY) < day) {
                info = env.step(new float[ActionLayout.SIZE]).info();
            }
            List<Loan> loans = env.loanTape();
            try {
                LoanTape.write(file, loans);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            print(byProduct("Loans in " + file, loans));
            return ExitCode.OK;
        }
    }

    /** Says whether a tape can be read. */
    @Command(
            name = "check",
            header = "Say whether a tape can be read, and what is in it.",
            description = "Exit code 0: it can; 2: it cannot, and the message says which line and why.",
            footer = {"  twin tape check book.csv", "  twin tape check book.csv --as-of 2024-12-31"})
    static final class Check extends TwinCommand {
        @Parameters(paramLabel = "FILE", description = "The tape.")
        private Path file;

        @Option(
                names = "--as-of",
                paramLabel = "DATE",
                description = "Date of the tape; no loan may be younger (default: day 0 of the default configuration).")
        private LocalDate date;

        @Override
        public Integer call() {
            TwinConfig config = TwinConfig.defaults();
            TwinConfig dated = date == null ? config : config.with("episode.startDate", date);
            print(byProduct("Loans in " + file, read(file, dated)));
            return ExitCode.OK;
        }
    }

    /** Starts a lender with a tape as its book. */
    @Command(
            name = "import",
            header = "Start a lender with a tape as its book, and show it on day 0.",
            description =
                    "The economy and everything else come from the configuration and the seed. To run that lender:"
                            + " twin simulate --tape FILE.",
            footer = {"  twin tape import book.csv", "  twin tape import book.csv --set episode.startDate=2024-12-31"})
    static final class Import extends TwinCommand {
        private static final List<InfoField> FIGURES = List.of(
                InfoField.LOAN_COUNT,
                InfoField.PORTFOLIO_VALUE,
                InfoField.EQUITY,
                InfoField.ALLOWANCE,
                InfoField.RISK_WEIGHTED_ASSETS,
                InfoField.CAPITAL_RATIO,
                InfoField.EXPECTED_LOSS_RATE,
                InfoField.VALUE_AT_RISK_95,
                InfoField.DELINQUENCY_RATE,
                InfoField.LARGEST_SHARE,
                InfoField.LIQUIDITY_COVERAGE);

        @Parameters(paramLabel = "FILE", description = "The tape.")
        private Path file;

        @Mixin
        private WorldOptions world;

        @Override
        public Integer call() {
            TwinConfig config = world.resolved(false);
            List<Loan> loans = read(file, config);
            ResetResult start = new LoanEnv(config).reset(world.seed(), ResetOptions.NONE.withLoans(loans));
            ReportTable table = new ReportTable(
                    "The lender of " + file + " on day 0",
                    TableColumn.text("key", "Key"),
                    TableColumn.text("figure", "Figure"),
                    TableColumn.text("value", "Value"));
            FIGURES.forEach(field -> table.row(
                    field.key(), field.label(), value(field, start.info().get(field))));
            print(table);
            return ExitCode.OK;
        }

        private Object value(InfoField field, double value) {
            String unit = field.unit().name().toLowerCase(Locale.ROOT);
            return global().output() == OutputFormat.TABLE ? EpisodeTables.shown(unit, value) : (Object) value;
        }
    }

    private static ReportTable byProduct(String title, List<Loan> loans) {
        ReportTable table = new ReportTable(
                title,
                TableColumn.text("product", "Product"),
                TableColumn.number("loans", "Loans", "", 0, 1),
                TableColumn.number("balance", "Balance", "million", 3, 1e-6),
                TableColumn.percent("annual_rate", "Rate", 2),
                TableColumn.number("credit_score", "Score", "", 0, 1),
                TableColumn.percent("ltv_ratio", "LTV", 1),
                TableColumn.percent("delinquency_rate", "30+", 2));
        for (Product product : Product.values()) {
            addRow(
                    table,
                    product.key(),
                    loans.stream().filter(loan -> loan.product() == product).toList());
        }
        addRow(table, "all", loans);
        return table;
    }

    private static void addRow(ReportTable table, String name, List<Loan> loans) {
        double balance = loans.stream().mapToDouble(Loan::balance).sum();
        double late = loans.stream()
                .filter(loan -> loan.state() != DelinquencyState.CURRENT)
                .mapToDouble(Loan::balance)
                .sum();
        table.row(
                name,
                loans.size(),
                balance,
                weighted(loans, Loan::annualRate),
                weighted(loans, Loan::creditScore),
                weighted(loans.stream().filter(loan -> loan.ltvRatio() > 0).toList(), Loan::ltvRatio),
                late / balance);
    }

    /** Mean weighted with balances; not a number without any. */
    private static double weighted(List<Loan> loans, ToDoubleFunction<Loan> figure) {
        double sum = 0;
        double balance = 0;
        for (Loan loan : loans) {
            sum += loan.balance() * figure.applyAsDouble(loan);
            balance += loan.balance();
        }
        return sum / balance;
    }
}
