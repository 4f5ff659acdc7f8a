package io.github.loantwin.env.counterfactual;

import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** The tables of a counterfactual: means over seeds, differences are the alternative less the base. */
public final class CounterfactualTables {
    private final CounterfactualResult result;
    private final boolean many;

    /** Creates the tables of a result. */
    public CounterfactualTables(CounterfactualResult result) {
        this.result = result;
        this.many = result.runs().size() > 1;
    }

    double money(ToLongFunction<CounterfactualRun> units) {
        return result.interval(run -> units.applyAsLong(run) / Ledger.UNITS).mean();
    }

    double count(ToLongFunction<CounterfactualRun> number) {
        return result.interval(number::applyAsLong).mean();
    }

    private TableColumn loans(String key, String title) {
        return TableColumn.number(key, title, "", many ? 1 : 0, 1);
    }

    private static TableColumn thousands(String key, String title) {
        return TableColumn.thousands(key, title);
    }

    /** Returns numbers of loans in both worlds, by product. */
    public ReportTable loans() {
        ReportTable table = new ReportTable(
                "Loans, base and alternative",
                TableColumn.text("product", "Product"),
                loans("booked_base", "Booked"),
                loans("booked_alternative", "alt."),
                loans("repaid_base", "Repaid"),
                loans("repaid_alternative", "alt."),
                loans("written_off_base", "Charged off"),
                loans("written_off_alternative", "alt."),
                loans("loans_base", "At the end"),
                loans("loans_alternative", "alt."));
        List<Measure> measures = List.of(Measure.BOOKED, Measure.REPAID, Measure.WRITTEN_OFF, Measure.LOANS);
        for (Product product : Product.values()) {
            int k = product.ordinal();
            table.row(pairs(product.label(), measures, (cells, measure) -> cells.product(measure, k)));
        }
        return table.sum(pairs("All", measures, Cells::total));
    }

    private interface Part {
        long of(Cells cells, Measure measure);
    }

    private Object[] pairs(String name, List<Measure> measures, Part part) {
        List<Object> row = new ArrayList<>(List.of(name));
        for (Measure measure : measures) {
            row.add(count(run -> part.of(run.baseCells(), measure)));
            row.add(count(run -> part.of(run.alternativeCells(), measure)));
        }
        return row.toArray();
    }

    /** Returns money of loans: both worlds and the difference, by product. */
    public ReportTable money() {
        ReportTable table = new ReportTable(
                "Balance, interest and charge-offs, base and difference",
                TableColumn.text("product", "Product"),
                thousands("paid_out", "Paid out"),
                thousands("paid_out_difference", "diff."),
                thousands("balance", "Balance"),
                thousands("balance_difference", "diff."),
                thousands("interest", "Interest"),
                thousands("interest_difference", "diff."),
                thousands("charge_offs", "Charge-offs"),
                thousands("charge_offs_difference", "diff."));
        for (Product product : Product.values()) {
            int k = product.ordinal();
            table.row(moneyRow(product.label(), (cells, measure) -> cells.product(measure, k)));
        }
        return table.sum(moneyRow("All", Cells::total));
    }

    private Object[] moneyRow(String name, Part part) {
        List<Object> row = new ArrayList<>(List.of(name));
        for (Measure measure : List.of(Measure.PAID_OUT, Measure.BALANCE, Measure.INTEREST, Measure.CHARGE_OFFS)) {
            row.add(money(run -> part.of(run.baseCells(), measure)));
            row.add(money(run -> part.of(run.difference(), measure)));
        }
        return row.toArray();
    }

    /** Returns the lines of profit in both worlds, with their differences, which add up exactly. */
    public ReportTable profit() {
        List<TableColumn> columns = new ArrayList<>(List.of(
                TableColumn.text("line", "Line"),
                thousands("base", "Base"),
                thousands("alternative", "Alternative"),
                thousands("difference", "Difference")));
        if (many) {
            columns.add(thousands("low_95", "95 % from"));
            columns.add(thousands("high_95", "to"));
        }
        ReportTable table = new ReportTable("Net income by line", columns);
        for (ProfitLine line : ProfitLine.values()) {
            table.row(profitRow(
                    line.label(),
                    run -> run.baseLine(line),
                    run -> run.alternativeLine(line),
                    run -> run.lineDifference()[line.ordinal()]));
        }
        return table.sum(profitRow(
                "Net income",
                CounterfactualRun::baseProfit,
                run -> run.baseProfit() + run.profitDifference(),
                CounterfactualRun::profitDifference));
    }

    private Object[] profitRow(
            String name,
            ToLongFunction<CounterfactualRun> base,
            ToLongFunction<CounterfactualRun> alternative,
            ToLongFunction<CounterfactualRun> difference) {
        Interval interval = result.interval(run -> difference.applyAsLong(run) / Ledger.UNITS);
        List<Object> row = new ArrayList<>(List.of(name, money(base), money(alternative), interval.mean()));
        if (many) {
            row.add(interval.low());
            row.add(interval.high());
        }
        return row.toArray();
    }

    /** Returns the loans matched one by one, by which world knows them. */
    public ReportTable groups() {
        ReportTable table = groupTable("Loans matched one by one");
        for (LoanGroup group : LoanGroup.values()) {
            table.row(groupRow(
                    List.of(group.label()), (run, figure) -> run.groups().total(figure, group)));
        }
        return table.sum(groupRow(List.of("All"), (run, figure) -> {
            long sum = 0;
            for (LoanGroup group : LoanGroup.values()) {
                sum += run.groups().total(figure, group);
            }
            return sum;
        }));
    }

    private ReportTable groupTable(String title) {
        return new ReportTable(
                title,
                TableColumn.text("group", "Loans"),
                loans("loans", "Number"),
                loans("different", "differ"),
                loans("repaid_base", "Repaid"),
                loans("repaid_alternative", "alt."),
                loans("charged_off_base", "Charged off"),
                loans("charged_off_alternative", "alt."),
                thousands("paid_out", "Paid out, diff."),
                thousands("interest", "Interest, diff."),
                thousands("charge_offs", "Charge-offs, diff."),
                thousands("balance", "Balance, diff."));
    }

    private interface GroupPart {
        long of(CounterfactualRun run, GroupFigure figure);
    }

    private Object[] groupRow(List<String> names, GroupPart part) {
        List<Object> row = new ArrayList<>(names);
        for (GroupFigure figure : List.of(
                GroupFigure.LOANS,
                GroupFigure.DIFFERENT,
                GroupFigure.REPAID_BASE,
                GroupFigure.REPAID_ALTERNATIVE,
                GroupFigure.CHARGED_OFF_BASE,
                GroupFigure.CHARGED_OFF_ALTERNATIVE)) {
            row.add(count(run -> part.of(run, figure)));
        }
        for (GroupFigure figure :
                List.of(GroupFigure.PAID_OUT, GroupFigure.INTEREST, GroupFigure.CHARGE_OFFS, GroupFigure.BALANCE)) {
            row.add(money(run -> part.of(run, figure)));
        }
        return row.toArray();
    }

    /** Returns differences by product and score band; fields in which neither world has a loan are left out. */
    public ReportTable bands() {
        ReportTable table = new ReportTable(
                "Differences by product and score band",
                TableColumn.text("product", "Product"),
                TableColumn.text("band", "Score"),
                loans("booked", "Booked"),
                loans("repaid", "Repaid"),
                loans("written_off", "Charged off"),
                loans("loans", "At the end"),
                thousands("paid_out", "Paid out"),
                thousands("interest", "Interest"),
                thousands("charge_offs", "Charge-offs"),
                thousands("balance", "Balance"));
        for (Product product : Product.values()) {
            for (ScoreBand band : ScoreBand.values()) {
                int k = product.ordinal();
                double known = count(run -> run.baseCells().get(Measure.LOANS, k, band)
                        + run.alternativeCells().get(Measure.LOANS, k, band)
                        + Math.abs(run.difference().get(Measure.BOOKED, k, band)));
                if (known > 0) {
                    table.row(differences(
                            List.of(product.label(), band.label()), (cells, measure) -> cells.get(measure, k, band)));
                }
            }
        }
        return table.sum(differences(List.of("All", ""), Cells::total));
    }

    private Object[] differences(List<String> names, Part part) {
        List<Object> row = new ArrayList<>(names);
        for (Measure measure : List.of(Measure.BOOKED, Measure.REPAID, Measure.WRITTEN_OFF, Measure.LOANS)) {
            row.add(count(run -> part.of(run.difference(), measure)));
        }
        for (Measure measure : List.of(Measure.PAID_OUT, Measure.INTEREST, Measure.CHARGE_OFFS, Measure.BALANCE)) {
            row.add(money(run -> part.of(run.difference(), measure)));
        }
        return row.toArray();
    }

    /** Returns differences by calendar month. */
    public ReportTable months() {
        ReportTable table = new ReportTable(
                "Differences by month",
                TableColumn.text("month", "Month"),
                loans("booked", "Booked"),
                loans("repaid", "Repaid"),
                loans("written_off", "Charged off"),
                loans("loans", "At the end"),
                thousands("paid_out", "Paid out"),
                thousands("interest", "Interest"),
                thousands("charge_offs", "Charge-offs"),
                thousands("balance", "Balance"),
                thousands("net_income", "Net income"));
        for (int month = 0; month < monthCount(); month++) {
            int m = month;
            List<Object> row = new ArrayList<>();
            row.add(result.runs().get(0).months().get(m).toString());
            for (Measure measure : List.of(Measure.BOOKED, Measure.REPAID, Measure.WRITTEN_OFF, Measure.LOANS)) {
                row.add(count(run -> run.difference(m).total(measure)));
            }
            for (Measure measure : List.of(Measure.PAID_OUT, Measure.INTEREST, Measure.CHARGE_OFFS, Measure.BALANCE)) {
                row.add(money(run -> run.difference(m).total(measure)));
            }
            row.add(money(run -> profit(run, m)));
            table.row(row.toArray());
        }
        return table;
    }

    int monthCount() {
        return result.runs().get(0).months().size();
    }

    static long profit(CounterfactualRun run, int month) {
        long sum = 0;
        for (long line : run.lineDifference(month)) {
            sum += line;
        }
        return sum;
    }

    /** Returns every month, product and score band in which something differs, for programs. */
    public ReportTable cells() {
        List<TableColumn> columns = new ArrayList<>(List.of(
                TableColumn.text("month", "Month"),
                TableColumn.text("product", "Product"),
                TableColumn.text("band", "Score")));
        for (Measure measure : Measure.values()) {
            for (String world : List.of("base", "alternative", "difference")) {
                columns.add(TableColumn.number(measure.key() + "_" + world, measure.label(), "", 4, 1));
            }
        }
        ReportTable table = new ReportTable("Cells", columns);
        for (int month = 0; month < monthCount(); month++) {
            for (Product product : Product.values()) {
                for (ScoreBand band : ScoreBand.values()) {
                    addCell(table, month, product, band);
                }
            }
        }
        return table;
    }

    private void addCell(ReportTable table, int month, Product product, ScoreBand band) {
        int k = product.ordinal();
        List<Object> row = new ArrayList<>(
                List.of(result.runs().get(0).months().get(month).toString(), product.key(), band.label()));
        boolean differs = false;
        for (Measure measure : Measure.values()) {
            double scale = measure.money() ? Ledger.UNITS : 1;
            ToDoubleFunction<CounterfactualRun> base =
                    run -> run.base().get(month).get(measure, k, band) / scale;
            ToDoubleFunction<CounterfactualRun> other =
                    run -> run.alternative().get(month).get(measure, k, band) / scale;
            row.add(result.interval(base).mean());
            row.add(result.interval(other).mean());
            row.add(result.interval(run -> run.difference(month).get(measure, k, band) / scale)
                    .mean());
            differs |=
                    result.runs().stream().anyMatch(run -> run.difference(month).get(measure, k, band) != 0);
        }
        if (differs) {
            table.row(row.toArray());
        }
    }

    /** Returns groups by product, for programs. */
    public ReportTable groupsByProduct() {
        List<TableColumn> columns = new ArrayList<>(List.of(TableColumn.text("product", "Product")));
        columns.addAll(groupTable("").columns());
        ReportTable table = new ReportTable("Loans matched one by one, by product", columns);
        for (Product product : Product.values()) {
            for (LoanGroup group : LoanGroup.values()) {
                table.row(groupRow(List.of(product.key(), group.key()), (run, figure) -> run.groups()
                        .product(figure, group, product.ordinal())));
            }
        }
        return table;
    }

    /** Returns the totals and lines of profit with their intervals in one long table, for programs. */
    public ReportTable figures() {
        ReportTable table = new ReportTable(
                "Figures",
                TableColumn.text("figure", "Figure"),
                TableColumn.text("product", "Product"),
                TableColumn.text("unit", "Unit"),
                plain("base", "Base"),
                plain("alternative", "Alternative"),
                plain("difference", "Difference"),
                plain("low_95", "95 % from"),
                plain("high_95", "to"));
        for (Measure measure : Measure.values()) {
            for (Product product : Product.values()) {
                int k = product.ordinal();
                addFigure(table, measure, product.key(), (cells, m) -> cells.product(m, k));
            }
            addFigure(table, measure, "all", Cells::total);
        }
        for (ProfitLine line : ProfitLine.values()) {
            addRow(
                    table,
                    line.key(),
                    "all",
                    "currency",
                    run -> run.baseLine(line) / Ledger.UNITS,
                    run -> run.alternativeLine(line) / Ledger.UNITS,
                    run -> run.lineDifference()[line.ordinal()] / Ledger.UNITS);
        }
        addRow(
                table,
                "net_income",
                "all",
                "currency",
                run -> run.baseProfit() / Ledger.UNITS,
                run -> (run.baseProfit() + run.profitDifference()) / Ledger.UNITS,
                run -> run.profitDifference() / Ledger.UNITS);
        return table;
    }

    private static TableColumn plain(String key, String title) {
        return TableColumn.number(key, title, "", 4, 1);
    }

    private void addFigure(ReportTable table, Measure measure, String product, Part part) {
        double scale = measure.money() ? Ledger.UNITS : 1;
        addRow(
                table,
                measure.key(),
                product,
                measure.money() ? "currency" : "loans",
                run -> part.of(run.baseCells(), measure) / scale,
                run -> part.of(run.alternativeCells(), measure) / scale,
                run -> part.of(run.difference(), measure) / scale);
    }

    private void addRow(
            ReportTable table,
            String figure,
            String product,
            String unit,
            ToDoubleFunction<CounterfactualRun> base,
            ToDoubleFunction<CounterfactualRun> alternative,
            ToDoubleFunction<CounterfactualRun> difference) {
        Interval interval = result.interval(difference);
        table.row(
                figure,
                product,
                unit,
                result.interval(base).mean(),
                result.interval(alternative).mean(),
                interval.mean(),
                interval.low(),
                interval.high());
    }
}
