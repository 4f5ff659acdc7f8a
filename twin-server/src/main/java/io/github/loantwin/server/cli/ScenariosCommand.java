package io.github.loantwin.server.cli;

import io.github.loantwin.env.macro.ScenarioFigures;
import io.github.loantwin.env.macro.ScenarioLibrary;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists, shows and plots the economies that a run may follow. */
@Command(
        name = "scenarios",
        header = "List, show or plot the economies that a run may follow.",
        description =
                "A scenario is a file of configs/scenarios/ with its source, or a YAML or CSV file of your own: in the"
                        + " Federal Reserve's format, or with the four columns date, unemployment, house_price_index, rate_3m.",
        footer = {
            "  twin scenarios",
            "  twin scenarios show gfc",
            "  twin scenarios plot gfc severely-adverse-2026",
            "  twin simulate --scenario gfc",
        },
        subcommands = {ScenariosCommand.ListAll.class, ScenariosCommand.Show.class, ScenariosCommand.Plot.class})
final class ScenariosCommand extends TwinCommand {
    @Override
    public Integer call() {
        print(list());
        return ExitCode.OK;
    }

    private static ReportTable list() {
        ReportTable table = new ReportTable(
                "",
                TableColumn.text("name", "Name"),
                TableColumn.text("start", "Start"),
                TableColumn.number("months", "Months", "", 0, 1),
                TableColumn.text("title", "Title"));
        for (String name : ScenarioLibrary.names()) {
            ScenarioLibrary.Entry entry = ScenarioLibrary.describe(name);
            table.row(entry.name(), entry.start(), entry.months(), entry.title());
        }
        return table;
    }

    /** Lists the scenarios. */
    @Command(
            name = "list",
            header = "List the scenarios that come with LoanTwin.",
            footer = "  twin scenarios list -o json")
    static final class ListAll extends TwinCommand {
        @Override
        public Integer call() {
            print(list());
            return ExitCode.OK;
        }
    }

    /** Shows a scenario's figures. */
    @Command(
            name = "show",
            header = "Show what happens in a scenario, quarter by quarter.",
            description = "GDP and consumer prices are growth over four quarters; house prices are 100 before the first"
                    + " quarter; volatility is the quarter's highest close.",
            footer = "  twin scenarios show severely-adverse-2026")
    static final class Show extends TwinCommand {
        @Parameters(paramLabel = "NAME|FILE", description = "A scenario's name, or a file.")
        private String name;

        @Override
        public Integer call() {
            ScenarioLibrary.Entry entry = ScenarioLibrary.describe(name);
            if (global().output() == OutputFormat.TABLE) {
                for (String text : List.of(entry.title(), entry.description(), "Source: " + entry.source())) {
                    Paragraph.wrapped(text, terminal().width()).forEach(out()::println);
                    out().println();
                }
            }
            print(figures(ScenarioFigures.of(name)));
            return ExitCode.OK;
        }

        private static ReportTable figures(ScenarioFigures figures) {
            ReportTable table = new ReportTable(
                    "",
                    TableColumn.text("quarter", "Quarter"),
                    TableColumn.percent("unemployment", "Unempl.", 1),
                    TableColumn.percent("gdp_growth", "GDP", 1),
                    TableColumn.percent("inflation", "Prices", 1),
                    TableColumn.number("house_price_index", "Houses", "index", 1, 1),
                    TableColumn.percent("rate_3m", "3-month", 2),
                    TableColumn.percent("rate_10y", "10-year", 2),
                    TableColumn.percent("mortgage_rate", "Mortgage", 2),
                    TableColumn.percent("prime_rate", "Prime", 2),
                    TableColumn.percent("bbb_spread", "BBB spread", 2),
                    TableColumn.number("volatility_index", "Volatility", "points", 1, 1));
            for (int i = 0; i < figures.quarters().size(); i++) {
                table.row(
                        figures.quarters().get(i),
                        figures.unemployment()[i],
                        figures.gdpGrowth()[i],
                        figures.inflation()[i],
                        figures.housePriceIndex()[i],
                        figures.rate3m()[i],
                        figures.rate10y()[i],
                        figures.mortgageRate()[i],
                        figures.primeRate()[i],
                        figures.bbbSpread()[i],
                        figures.volatilityIndex()[i]);
            }
            return table;
        }
    }

    /** Plots scenarios. */
    @Command(
            name = "plot",
            header = "Plot scenarios, one picture each.",
            description = "Writes NAME.png and prints where.",
            footer = {"  twin scenarios plot gfc", "  twin scenarios plot --to pictures gfc covid my-economy.csv"})
    static final class Plot extends TwinCommand {
        @Parameters(paramLabel = "NAME|FILE", arity = "1..*", description = "Names of scenarios, or files.")
        private List<String> names;

        @Option(names = "--to", paramLabel = "FOLDER", description = "Where to (default: runs/scenarios).")
        private Path folder;

        @Override
        public Integer call() {
            ReportTable table =
                    new ReportTable("", TableColumn.text("scenario", "Scenario"), TableColumn.text("file", "File"));
            List<ScenarioLibrary.Entry> entries =
                    names.stream().map(ScenarioLibrary::describe).toList();
            Path target = folder == null ? RunFolder.home().resolve("scenarios") : folder;
            for (int i = 0; i < entries.size(); i++) {
                Path file = ScenarioPlot.write(entries.get(i), ScenarioFigures.of(names.get(i)), target);
                table.row(entries.get(i).name(), file.toString());
            }
            print(table);
            return ExitCode.OK;
        }
    }
}
