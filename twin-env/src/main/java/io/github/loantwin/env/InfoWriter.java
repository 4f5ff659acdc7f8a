package io.github.loantwin.env;

import io.github.loantwin.env.ledger.Account;
import io.github.loantwin.env.ledger.Flow;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LoanFlow;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.macro.Economy;
import io.github.loantwin.env.macro.MacroSeries;
import io.github.loantwin.env.sim.Simulator;
import java.util.Arrays;

/** Writes the simulator's figures into the fixed schema of {@link InfoField}, adding up flows over the days of a step. */
final class InfoWriter {
    private static final double UNITS = Ledger.UNITS;

    private final Simulator simulator;
    private double[] out;
    private int at;

    InfoWriter(Simulator simulator) {
        this.simulator = simulator;
    }

    /** Begins a step. */
    void begin(double[] info, int offset) {
        out = info;
        at = offset;
        Arrays.fill(info, offset, offset + InfoField.COUNT, 0);
    }

    /** Adds the flows of the simulator's last day. */
    void addDay() {
        flows();
    }

    /** Ends the step: its reward components, and levels as of now. */
    void end(double[] rewardVector, long[] clippedObservations, long clippedActions) {
        System.arraycopy(rewardVector, 0, out, at + InfoField.REWARD_FINANCIAL.ordinal(), rewardVector.length);
        levels();
        policy();
        macro();
        int firstClip = at + InfoField.CLIPPED_PORTFOLIO_VALUE.ordinal();
        for (int c = 0; c < clippedObservations.length; c++) {
            out[firstClip + c] = clippedObservations[c];
        }
        set(InfoField.CLIPPED_ACTIONS, clippedActions);
        out = EMPTY;
    }

    private static final double[] EMPTY = new double[0];

    private void set(InfoField field, double value) {
        out[at + field.ordinal()] = value;
    }

    private void add(InfoField field, double value) {
        out[at + field.ordinal()] += value;
    }

    private void money(InfoField field, double fixedPoint) {
        add(field, fixedPoint / UNITS);
    }

    private void flows() {
        Ledger ledger = simulator.ledger();
        money(InfoField.ECONOMIC_PROFIT, simulator.economicProfit());
        for (int k = 0; k < Product.COUNT; k++) {
            Product product = Product.at(k);
            money(
                    InfoField.ofProduct(InfoField.CHARGE_OFFS_CONSUMER, product),
                    ledger.flow(LoanFlow.CHARGED_OFF, k) - ledger.flow(LoanFlow.RECOVERED, k));
            money(
                    InfoField.ofProduct(InfoField.INTEREST_CONSUMER, product),
                    ledger.flow(LoanFlow.INTEREST_ACCRUED, k) - ledger.flow(LoanFlow.INTEREST_REVERSED, k));
        }
        money(
                InfoField.INTEREST_INCOME,
                ledger.flow(LoanFlow.INTEREST_ACCRUED) - ledger.flow(LoanFlow.INTEREST_REVERSED));
        money(InfoField.LIQUIDITY_INCOME, ledger.flow(Flow.LIQUIDITY_INCOME));
        money(InfoField.DEPOSIT_COST, ledger.flow(Flow.DEPOSIT_COST));
        money(InfoField.WHOLESALE_COST, ledger.flow(Flow.WHOLESALE_COST));
        money(InfoField.NET_INTEREST_INCOME, ledger.netInterestIncome());
        money(InfoField.FEE_INCOME, ledger.flow(Flow.FEES));
        money(InfoField.SALE_GAINS, ledger.flow(Flow.SALE_GAINS) + ledger.flow(Flow.COLLATERAL_GAINS));
        money(InfoField.SERVICING_COST, ledger.flow(Flow.SERVICING));
        money(InfoField.ORIGINATION_COST, ledger.flow(Flow.ORIGINATION_COST));
        money(InfoField.OVERHEAD, ledger.flow(Flow.OVERHEAD));
        money(InfoField.POLICY_COST, ledger.flow(Flow.POLICY_COST));
        money(InfoField.OPERATING_COST, ledger.operatingCost());
        money(InfoField.PROVISION, ledger.flow(Flow.PROVISION));
        money(InfoField.TAX, ledger.flow(Flow.TAX));
        money(InfoField.NET_INCOME, ledger.flow(Flow.NET_INCOME));
        money(InfoField.DIVIDENDS, ledger.flow(Flow.DIVIDENDS));
        money(InfoField.GROSS_CHARGE_OFFS, ledger.flow(LoanFlow.CHARGED_OFF));
        money(InfoField.RECOVERIES, ledger.flow(LoanFlow.RECOVERED));
        money(InfoField.ORIGINATIONS, ledger.flow(LoanFlow.ORIGINATED));
        money(InfoField.CARD_DRAWS, ledger.flow(LoanFlow.DRAWN));
        money(InfoField.PURCHASES, ledger.flow(LoanFlow.BOUGHT));
        money(InfoField.SALES, ledger.flow(LoanFlow.SOLD));
        money(InfoField.SCHEDULED_PRINCIPAL, ledger.flow(LoanFlow.SCHEDULED));
        money(InfoField.PREPAID_PRINCIPAL, ledger.flow(LoanFlow.PREPAID));
        money(InfoField.NEW_DEFAULTS, ledger.flow(LoanFlow.NEWLY_DEFAULTED));
        add(InfoField.APPLICATIONS, simulator.applications());
        add(InfoField.APPROVALS, simulator.approvals());
        add(InfoField.AUTOMATIC_DECISIONS, simulator.automaticDecisions());
        add(InfoField.BOOKINGS, simulator.bookings());
        add(InfoField.DECLINED_CAPACITY, simulator.declinedCapacity());
        add(InfoField.LOANS_CHARGED_OFF, ledger.flow(LoanFlow.COUNT_CHARGED_OFF));
    }

    private void levels() {
        Ledger ledger = simulator.ledger();
        set(InfoField.DAY, simulator.day());
        set(InfoField.EPOCH_DAY, simulator.epochDay());
        set(InfoField.PORTFOLIO_VALUE, ledger.balance(Account.LOANS) / UNITS);
        set(InfoField.EXPECTED_LOSS_RATE, simulator.expectedLossRate());
        set(InfoField.DELINQUENCY_RATE, simulator.delinquencyRate());
        set(InfoField.DELINQUENCY_RATE_90, simulator.delinquencyRate90());
        set(InfoField.RETURN_ON_EQUITY, simulator.returnOnEquity());
        set(InfoField.RETURN_ON_ASSETS, simulator.returnOnAssets());
        set(InfoField.NET_INTEREST_MARGIN, simulator.netInterestMargin());
        set(InfoField.EFFICIENCY_RATIO, simulator.efficiencyRatio());
        set(InfoField.CHARGE_OFF_RATE, simulator.chargeOffRate());
        set(InfoField.LOAN_GROWTH, simulator.loanGrowth());
        set(InfoField.VALUE_AT_RISK_95, simulator.valueAtRisk95());
        set(InfoField.VALUE_AT_RISK_99, simulator.valueAtRisk99());
        set(InfoField.LARGEST_SHARE, simulator.largestShare());
        set(InfoField.HHI, simulator.herfindahl());
        set(InfoField.CAPITAL_RATIO, simulator.capitalRatio());
        set(InfoField.CAPITAL_RATIO_IRB, ratio(ledger.balance(Account.EQUITY), simulator.riskWeightedIrb()));
        set(InfoField.LEVERAGE_RATIO, ratio(ledger.balance(Account.EQUITY), ledger.assets()));
        set(InfoField.LIQUIDITY_COVERAGE, simulator.liquidityCoverage());
        set(InfoField.STABLE_FUNDING, simulator.stableFunding());
        set(InfoField.ALLOWANCE_RATIO, ratio(ledger.balance(Account.ALLOWANCE), ledger.balance(Account.LOANS)));
        set(InfoField.CASH, ledger.balance(Account.CASH) / UNITS);
        set(InfoField.LIQUID_ASSETS, ledger.balance(Account.LIQUID_ASSETS) / UNITS);
        set(InfoField.LOANS, ledger.balance(Account.LOANS) / UNITS);
        set(InfoField.ALLOWANCE, ledger.balance(Account.ALLOWANCE) / UNITS);
        set(InfoField.ACCRUED_INTEREST, ledger.balance(Account.ACCRUED_INTEREST) / UNITS);
        set(InfoField.DEFERRED_COSTS, ledger.balance(Account.DEFERRED_COSTS) / UNITS);
        set(InfoField.REPOSSESSED, ledger.balance(Account.REPOSSESSED) / UNITS);
        set(InfoField.DEPOSITS, ledger.balance(Account.DEPOSITS) / UNITS);
        set(InfoField.WHOLESALE, ledger.balance(Account.WHOLESALE) / UNITS);
        set(InfoField.TAX_PAYABLE, ledger.balance(Account.TAX_PAYABLE) / UNITS);
        set(InfoField.EQUITY, ledger.balance(Account.EQUITY) / UNITS);
        set(InfoField.RISK_WEIGHTED_ASSETS, simulator.riskWeighted() / UNITS);
        set(InfoField.RISK_WEIGHTED_ASSETS_IRB, simulator.riskWeightedIrb() / UNITS);
        set(InfoField.LOAN_COUNT, simulator.loanCount());
        set(InfoField.SERVICE_SCORE, simulator.serviceScore());
        for (int k = 0; k < Product.COUNT; k++) {
            set(InfoField.ofProduct(InfoField.BALANCE_CONSUMER, Product.at(k)), simulator.balance(k) / UNITS);
            set(InfoField.ofProduct(InfoField.DELINQUENT_CONSUMER, Product.at(k)), simulator.delinquent(k) / UNITS);
        }
    }

    private void policy() {
        set(InfoField.CREDIT_POLICY, simulator.action(ActionLayout.CREDIT_POLICY));
        set(InfoField.PRICING, simulator.action(ActionLayout.PRICING));
        set(InfoField.REBALANCING, simulator.action(ActionLayout.REBALANCING));
        set(InfoField.CARD_REPRICING, simulator.cardAddOn());
        for (int k = 0; k < Product.COUNT; k++) {
            set(InfoField.ofProduct(InfoField.CUTOFF_CONSUMER, Product.at(k)), simulator.cutoff(k));
        }
    }

    private void macro() {
        Economy economy = simulator.economy();
        set(InfoField.REGIME, economy.regime());
        set(InfoField.BASE_RATE, economy.primeRate());
        set(InfoField.RATE_3M, economy.rate3m());
        set(InfoField.RATE_10Y, economy.rate10y());
        set(InfoField.MORTGAGE_RATE, economy.mortgageRate());
        set(InfoField.UNEMPLOYMENT_RATE, economy.published(MacroSeries.UNEMPLOYMENT, 0));
        set(InfoField.GDP_GROWTH, economy.published(MacroSeries.GDP_GROWTH_4Q, 0));
        set(InfoField.INFLATION_RATE, economy.published(MacroSeries.INFLATION_4Q, 0));
        set(InfoField.HOUSING_PRICE_INDEX, economy.published(MacroSeries.HPI, 0));
        set(InfoField.CREDIT_SPREAD, economy.bbbSpread());
        set(InfoField.VOLATILITY_INDEX, economy.vix());
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
