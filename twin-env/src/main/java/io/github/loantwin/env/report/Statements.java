package io.github.loantwin.env.report;

import io.github.loantwin.env.report.PeriodTable.Length;
import io.github.loantwin.env.report.PeriodTable.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.NumberColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * The lender's income statement, balance sheet and loan roll-forward as tables: lines down, periods across.
 *
 * <p>Every subtotal is the exact sum (fixed-point) of the lines above it, not the recorded one; the last line, called
 * "Difference", is the recorded total less that sum and must be 0 when the ledger's identities hold.
 */
public final class Statements {
    /** One line: the sum of terms, each a key with a minus before it where it is taken away. */
    private record Line(String label, List<String> terms) {
        Line(String label, String... terms) {
            this(label, List.of(terms));
        }
    }

    private static final String[] INTEREST = {"interest_income", "liquidity_income", "-deposit_cost", "-wholesale_cost"
    };
    private static final String[] REVENUE = with(INTEREST, "fee_income", "sale_gains");
    private static final String[] COST = {"-servicing_cost", "-origination_cost", "-overhead", "-policy_cost"};
    private static final String[] PRETAX = with(with(REVENUE, COST), "-provision");
    private static final String[] NET = with(PRETAX, "-tax");

    private static final List<Line> INCOME = List.of(
            new Line("Interest income, loans", "interest_income"),
            new Line("Interest income, liquid assets", "liquidity_income"),
            new Line("Interest expense, deposits", "-deposit_cost"),
            new Line("Interest expense, wholesale and hedges", "-wholesale_cost"),
            new Line("Net interest income", INTEREST),
            new Line("Fee income", "fee_income"),
            new Line("Gains on loan and collateral sales", "sale_gains"),
            new Line("Revenue", REVENUE),
            new Line("Servicing and collection cost", "-servicing_cost"),
            new Line("Origination cost", "-origination_cost"),
            new Line("Overhead", "-overhead"),
            new Line("Cost of changing policy", "-policy_cost"),
            new Line("Operating cost", COST),
            new Line("Provision for credit losses", "-provision"),
            new Line("Profit before tax", PRETAX),
            new Line("Tax", "-tax"),
            new Line("Net income", NET),
            new Line("Dividends", "-dividends"),
            new Line("Retained", with(NET, "-dividends")),
            new Line("Difference (recorded net income less the lines above)", with(negative(NET), "net_income")));

    private static final String[] ASSETS = {
        "cash", "liquid_assets", "loans", "-allowance", "accrued_interest", "deferred_costs", "repossessed"
    };
    private static final String[] LIABILITIES = {"deposits", "wholesale", "tax_payable"};

    private static final List<Line> BALANCE = List.of(
            new Line("Cash", "cash"),
            new Line("Liquid assets", "liquid_assets"),
            new Line("Loans", "loans"),
            new Line("Allowance for credit losses", "-allowance"),
            new Line("Accrued interest receivable", "accrued_interest"),
            new Line("Deferred origination costs", "deferred_costs"),
            new Line("Repossessed collateral", "repossessed"),
            new Line("Total assets", ASSETS),
            new Line("Deposits", "deposits"),
            new Line("Wholesale funding", "wholesale"),
            new Line("Tax payable", "tax_payable"),
            new Line("Total liabilities", LIABILITIES),
            new Line("Equity", "equity"),
            new Line("Total liabilities and equity", with(LIABILITIES, "equity")),
            new Line(
                    "Difference (assets less liabilities and equity)",
                    with(ASSETS, negative(with(LIABILITIES, "equity")))));

    private Statements() {}

    /**
     * Returns the income statement: a column {@code line}, one per period and {@code total}.
     *
     * @param recorder must hold the keys of the lines, see {@link #incomeKeys()}
     */
    public static Table income(EpisodeRecorder recorder, Length length) {
        Table table = start("Income statement", INCOME);
        for (Span span : PeriodTable.spans(recorder, length)) {
            table.addColumns(column(span.name(), INCOME, key -> recorder.totalUnits(key, span.from(), span.to())));
        }
        table.addColumns(column("total", INCOME, key -> recorder.totalUnits(key, 0, recorder.rows())));
        return table;
    }

    /**
     * Returns the balance sheet: a column {@code line}, {@code opening} if there is one, and one per end of period.
     *
     * @param recorder must hold the keys of the lines, see {@link #balanceKeys()}
     */
    public static Table balanceSheet(EpisodeRecorder recorder, Length length) {
        Table table = start("Balance sheet", BALANCE);
        if (recorder.hasOpening()) {
            table.addColumns(column("opening", BALANCE, key -> FixedMoney.units(recorder.opening(key))));
        }
        for (Span span : PeriodTable.spans(recorder, length)) {
            int last = span.to() - 1;
            table.addColumns(column(span.name(), BALANCE, key -> FixedMoney.units(recorder.value(key, last))));
        }
        return table;
    }

    /** Returns the keys that the income statement needs. */
    public static List<String> incomeKeys() {
        return keys(INCOME);
    }

    /** Returns the keys that the balance sheet needs. */
    public static List<String> balanceKeys() {
        return keys(BALANCE);
    }

    private static Table start(String name, List<Line> lines) {
        return Table.create(name, StringColumn.create("line", lines.stream().map(Line::label)));
    }

    private static DoubleColumn column(String name, List<Line> lines, ToLongFunction<String> units) {
        DoubleColumn column = DoubleColumn.create(
                name, lines.stream().mapToDouble(line -> FixedMoney.money(sum(line.terms(), units))));
        return whole(column);
    }

    /** Shows whole currency units with thousands separators; the numbers stay exact. */
    static <C extends NumberColumn<?, ?>> C whole(C column) {
        column.setPrintFormatter(NumberColumnFormatter.fixedWithGrouping(0));
        return column;
    }

    private static long sum(List<String> terms, ToLongFunction<String> units) {
        long sum = 0;
        for (String term : terms) {
            sum += term.startsWith("-") ? -units.applyAsLong(term.substring(1)) : units.applyAsLong(term);
        }
        return sum;
    }

    private static String[] with(String[] terms, String... more) {
        List<String> all = new ArrayList<>(List.of(terms));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String[] negative(String[] terms) {
        String[] negative = terms.clone();
        for (int i = 0; i < negative.length; i++) {
            negative[i] = negative[i].startsWith("-") ? negative[i].substring(1) : "-" + negative[i];
        }
        return negative;
    }

    private static List<String> keys(List<Line> lines) {
        return lines.stream()
                .flatMap(line -> line.terms().stream())
                .map(term -> term.startsWith("-") ? term.substring(1) : term)
                .distinct()
                .toList();
    }
}
