package io.github.loantwin.env;

import io.github.loantwin.env.loan.Product;

/**
 * Everything that {@code info} carries at every reset and step: one fixed schema, in this order, as doubles.
 *
 * <p>Money is in currency units, rates and shares are fractions, flows are those of the step (all its days).
 */
public enum InfoField {
    DAY("day", "Day of the episode", Unit.DAYS, Kind.STOCK),
    EPOCH_DAY("epoch_day", "Calendar date as days since 1970-01-01", Unit.DAYS, Kind.STOCK),

    REWARD_FINANCIAL("reward_financial", "Reward: financial", Unit.SCORE, Kind.FLOW),
    REWARD_RISK("reward_risk", "Reward: risk", Unit.SCORE, Kind.FLOW),
    REWARD_REGULATORY("reward_regulatory", "Reward: regulatory", Unit.SCORE, Kind.FLOW),
    REWARD_OPERATIONAL("reward_operational", "Reward: operational", Unit.SCORE, Kind.FLOW),
    ECONOMIC_PROFIT("economic_profit", "Economic profit", Unit.MONEY, Kind.FLOW),

    PORTFOLIO_VALUE("portfolio_value", "Portfolio value", Unit.MONEY, Kind.STOCK),
    EXPECTED_LOSS_RATE("expected_loss_rate", "Expected loss, 12 months", Unit.RATE, Kind.STOCK),
    DELINQUENCY_RATE("delinquency_rate", "Balance 30+ days past due", Unit.RATE, Kind.STOCK),
    DELINQUENCY_RATE_90("delinquency_rate_90", "Balance 90+ days past due", Unit.RATE, Kind.STOCK),
    RETURN_ON_EQUITY("return_on_equity", "Return on equity, trailing 90 days", Unit.RATE, Kind.STOCK),
    RETURN_ON_ASSETS("return_on_assets", "Return on assets, trailing 90 days", Unit.RATE, Kind.STOCK),
    NET_INTEREST_MARGIN("net_interest_margin", "Net interest margin, trailing 90 days", Unit.RATE, Kind.STOCK),
    EFFICIENCY_RATIO("efficiency_ratio", "Efficiency ratio, trailing 90 days", Unit.RATE, Kind.STOCK),
    CHARGE_OFF_RATE("charge_off_rate", "Net charge-offs, trailing 90 days", Unit.RATE, Kind.STOCK),
    LOAN_GROWTH("loan_growth", "Loan growth, trailing 90 days", Unit.RATE, Kind.STOCK),
    VALUE_AT_RISK_95("value_at_risk_95", "Value at risk 95 %, one year", Unit.RATE, Kind.STOCK),
    VALUE_AT_RISK_99("value_at_risk_99", "Value at risk 99 %, one year", Unit.RATE, Kind.STOCK),
    LARGEST_SHARE("largest_share", "Largest product share", Unit.RATE, Kind.STOCK),
    HHI("hhi", "Herfindahl index of products", Unit.SCORE, Kind.STOCK),
    CAPITAL_RATIO("capital_ratio", "Capital ratio", Unit.RATE, Kind.STOCK),
    CAPITAL_RATIO_IRB("capital_ratio_irb", "Capital ratio, internal ratings", Unit.RATE, Kind.STOCK),
    LEVERAGE_RATIO("leverage_ratio", "Leverage ratio", Unit.RATE, Kind.STOCK),
    LIQUIDITY_COVERAGE("liquidity_coverage", "Liquidity coverage ratio", Unit.MULTIPLE, Kind.STOCK),
    STABLE_FUNDING("stable_funding", "Net stable funding ratio", Unit.MULTIPLE, Kind.STOCK),
    ALLOWANCE_RATIO("allowance_ratio", "Allowance to loans", Unit.RATE, Kind.STOCK),

    CASH("cash", "Cash", Unit.MONEY, Kind.STOCK),
    LIQUID_ASSETS("liquid_assets", "Liquid assets", Unit.MONEY, Kind.STOCK),
    LOANS("loans", "Loans", Unit.MONEY, Kind.STOCK),
    ALLOWANCE("allowance", "Allowance for credit losses", Unit.MONEY, Kind.STOCK),
    ACCRUED_INTEREST("accrued_interest", "Accrued interest receivable", Unit.MONEY, Kind.STOCK),
    DEFERRED_COSTS("deferred_costs", "Deferred origination costs", Unit.MONEY, Kind.STOCK),
    REPOSSESSED("repossessed", "Repossessed collateral", Unit.MONEY, Kind.STOCK),
    DEPOSITS("deposits", "Deposits", Unit.MONEY, Kind.STOCK),
    WHOLESALE("wholesale", "Wholesale funding", Unit.MONEY, Kind.STOCK),
    TAX_PAYABLE("tax_payable", "Tax payable", Unit.MONEY, Kind.STOCK),
    EQUITY("equity", "Equity", Unit.MONEY, Kind.STOCK),
    RISK_WEIGHTED_ASSETS("risk_weighted_assets", "Risk-weighted assets", Unit.MONEY, Kind.STOCK),
    RISK_WEIGHTED_ASSETS_IRB(
            "risk_weighted_assets_irb", "Risk-weighted assets, internal ratings", Unit.MONEY, Kind.STOCK),
    LOAN_COUNT("loan_count", "Number of loans", Unit.COUNT, Kind.STOCK),

    BALANCE_CONSUMER("balance_consumer", "Balance, consumer", Unit.MONEY, Kind.STOCK),
    BALANCE_AUTO("balance_auto", "Balance, auto", Unit.MONEY, Kind.STOCK),
    BALANCE_MORTGAGE("balance_mortgage", "Balance, mortgage", Unit.MONEY, Kind.STOCK),
    BALANCE_BUSINESS("balance_business", "Balance, business", Unit.MONEY, Kind.STOCK),
    BALANCE_CARD("balance_card", "Balance, card", Unit.MONEY, Kind.STOCK),
    DELINQUENT_CONSUMER("delinquent_consumer", "Balance 30+ days, consumer", Unit.MONEY, Kind.STOCK),
    DELINQUENT_AUTO("delinquent_auto", "Balance 30+ days, auto", Unit.MONEY, Kind.STOCK),
    DELINQUENT_MORTGAGE("delinquent_mortgage", "Balance 30+ days, mortgage", Unit.MONEY, Kind.STOCK),
    DELINQUENT_BUSINESS("delinquent_business", "Balance 30+ days, business", Unit.MONEY, Kind.STOCK),
    DELINQUENT_CARD("delinquent_card", "Balance 30+ days, card", Unit.MONEY, Kind.STOCK),
    CHARGE_OFFS_CONSUMER("charge_offs_consumer", "Net charge-offs, consumer", Unit.MONEY, Kind.FLOW),
    CHARGE_OFFS_AUTO("charge_offs_auto", "Net charge-offs, auto", Unit.MONEY, Kind.FLOW),
    CHARGE_OFFS_MORTGAGE("charge_offs_mortgage", "Net charge-offs, mortgage", Unit.MONEY, Kind.FLOW),
    CHARGE_OFFS_BUSINESS("charge_offs_business", "Net charge-offs, business", Unit.MONEY, Kind.FLOW),
    CHARGE_OFFS_CARD("charge_offs_card", "Net charge-offs, card", Unit.MONEY, Kind.FLOW),
    INTEREST_CONSUMER("interest_consumer", "Interest income, consumer", Unit.MONEY, Kind.FLOW),
    INTEREST_AUTO("interest_auto", "Interest income, auto", Unit.MONEY, Kind.FLOW),
    INTEREST_MORTGAGE("interest_mortgage", "Interest income, mortgage", Unit.MONEY, Kind.FLOW),
    INTEREST_BUSINESS("interest_business", "Interest income, business", Unit.MONEY, Kind.FLOW),
    INTEREST_CARD("interest_card", "Interest income, card", Unit.MONEY, Kind.FLOW),

    INTEREST_INCOME("interest_income", "Interest income, loans", Unit.MONEY, Kind.FLOW),
    LIQUIDITY_INCOME("liquidity_income", "Interest income, liquid assets", Unit.MONEY, Kind.FLOW),
    DEPOSIT_COST("deposit_cost", "Interest expense, deposits", Unit.MONEY, Kind.FLOW),
    WHOLESALE_COST("wholesale_cost", "Interest expense, wholesale and hedges", Unit.MONEY, Kind.FLOW),
    NET_INTEREST_INCOME("net_interest_income", "Net interest income", Unit.MONEY, Kind.FLOW),
    FEE_INCOME("fee_income", "Fee income", Unit.MONEY, Kind.FLOW),
    SALE_GAINS("sale_gains", "Gains on loan and collateral sales", Unit.MONEY, Kind.FLOW),
    SERVICING_COST("servicing_cost", "Servicing and collection cost", Unit.MONEY, Kind.FLOW),
    ORIGINATION_COST("origination_cost", "Origination cost", Unit.MONEY, Kind.FLOW),
    OVERHEAD("overhead", "Overhead", Unit.MONEY, Kind.FLOW),
    POLICY_COST("policy_cost", "Cost of changing policy", Unit.MONEY, Kind.FLOW),
    OPERATING_COST("operating_cost", "Operating cost", Unit.MONEY, Kind.FLOW),
    PROVISION("provision", "Provision for credit losses", Unit.MONEY, Kind.FLOW),
    TAX("tax", "Tax", Unit.MONEY, Kind.FLOW),
    NET_INCOME("net_income", "Net income", Unit.MONEY, Kind.FLOW),
    DIVIDENDS("dividends", "Dividends", Unit.MONEY, Kind.FLOW),

    GROSS_CHARGE_OFFS("gross_charge_offs", "Gross charge-offs", Unit.MONEY, Kind.FLOW),
    RECOVERIES("recoveries", "Recoveries", Unit.MONEY, Kind.FLOW),
    ORIGINATIONS("originations", "Originations", Unit.MONEY, Kind.FLOW),
    CARD_DRAWS("card_draws", "Card draws", Unit.MONEY, Kind.FLOW),
    PURCHASES("purchases", "Loan purchases", Unit.MONEY, Kind.FLOW),
    SALES("sales", "Loan sales", Unit.MONEY, Kind.FLOW),
    SCHEDULED_PRINCIPAL("scheduled_principal", "Principal repaid", Unit.MONEY, Kind.FLOW),
    PREPAID_PRINCIPAL("prepaid_principal", "Principal prepaid", Unit.MONEY, Kind.FLOW),
    NEW_DEFAULTS("new_defaults", "Balance newly 90 days past due", Unit.MONEY, Kind.FLOW),

    APPLICATIONS("applications", "Applications", Unit.COUNT, Kind.FLOW),
    APPROVALS("approvals", "Approvals", Unit.COUNT, Kind.FLOW),
    AUTOMATIC_DECISIONS("automatic_decisions", "Automatic decisions", Unit.COUNT, Kind.FLOW),
    BOOKINGS("bookings", "Loans booked", Unit.COUNT, Kind.FLOW),
    DECLINED_CAPACITY("declined_capacity", "Declined at the size limit", Unit.COUNT, Kind.FLOW),
    LOANS_CHARGED_OFF("loans_charged_off", "Loans charged off", Unit.COUNT, Kind.FLOW),
    SERVICE_SCORE("service_score", "Service score", Unit.SCORE, Kind.STOCK),

    CREDIT_POLICY("credit_policy", "Credit policy in force", Unit.RATE, Kind.STOCK),
    PRICING("pricing", "Pricing in force", Unit.RATE, Kind.STOCK),
    REBALANCING("rebalancing", "Rebalancing in force", Unit.RATE, Kind.STOCK),
    CARD_REPRICING("card_repricing", "Rate add-on in force on card accounts", Unit.RATE, Kind.STOCK),
    CUTOFF_CONSUMER("cutoff_consumer", "Cut-off score, consumer", Unit.SCORE, Kind.STOCK),
    CUTOFF_AUTO("cutoff_auto", "Cut-off score, auto", Unit.SCORE, Kind.STOCK),
    CUTOFF_MORTGAGE("cutoff_mortgage", "Cut-off score, mortgage", Unit.SCORE, Kind.STOCK),
    CUTOFF_BUSINESS("cutoff_business", "Cut-off score, business", Unit.SCORE, Kind.STOCK),
    CUTOFF_CARD("cutoff_card", "Cut-off score, card", Unit.SCORE, Kind.STOCK),

    REGIME("regime", "Economic regime (0 expansion, 1 recession, 2 crisis)", Unit.COUNT, Kind.STOCK),
    BASE_RATE("base_rate", "Prime rate", Unit.RATE, Kind.STOCK),
    RATE_3M("rate_3m", "3-month rate", Unit.RATE, Kind.STOCK),
    RATE_10Y("rate_10y", "10-year rate", Unit.RATE, Kind.STOCK),
    MORTGAGE_RATE("mortgage_rate", "Mortgage rate", Unit.RATE, Kind.STOCK),
    UNEMPLOYMENT_RATE("unemployment_rate", "Unemployment rate, as published", Unit.RATE, Kind.STOCK),
    GDP_GROWTH("gdp_growth", "GDP growth over four quarters, as published", Unit.RATE, Kind.STOCK),
    INFLATION_RATE("inflation_rate", "Inflation over four quarters, as published", Unit.RATE, Kind.STOCK),
    HOUSING_PRICE_INDEX(
            "housing_price_index", "House price index (100 on day 0), as published", Unit.INDEX, Kind.STOCK),
    CREDIT_SPREAD("credit_spread", "BBB spread over 10-year", Unit.RATE, Kind.STOCK),
    VOLATILITY_INDEX("volatility_index", "Volatility index", Unit.INDEX, Kind.STOCK),

    CLIPPED_PORTFOLIO_VALUE(
            "clipped_portfolio_value", "Clips of observation portfolio_value so far", Unit.COUNT, Kind.STOCK),
    CLIPPED_EXPECTED_LOSS_RATE(
            "clipped_expected_loss_rate", "Clips of observation expected_loss_rate so far", Unit.COUNT, Kind.STOCK),
    CLIPPED_DELINQUENCY_RATE(
            "clipped_delinquency_rate", "Clips of observation delinquency_rate so far", Unit.COUNT, Kind.STOCK),
    CLIPPED_RETURN_ON_EQUITY(
            "clipped_return_on_equity", "Clips of observation return_on_equity so far", Unit.COUNT, Kind.STOCK),
    CLIPPED_VALUE_AT_RISK_95(
            "clipped_value_at_risk_95", "Clips of observation value_at_risk_95 so far", Unit.COUNT, Kind.STOCK),
    CLIPPED_CONCENTRATION_RISK(
            "clipped_concentration_risk", "Clips of observation concentration_risk so far", Unit.COUNT, Kind.STOCK),
    CLIPPED_BASE_RATE("clipped_base_rate", "Clips of observation base_rate so far", Unit.COUNT, Kind.STOCK),
    CLIPPED_UNEMPLOYMENT_RATE(
            "clipped_unemployment_rate", "Clips of observation unemployment_rate so far", Unit.COUNT, Kind.STOCK),
    CLIPPED_GDP_GROWTH("clipped_gdp_growth", "Clips of observation gdp_growth so far", Unit.COUNT, Kind.STOCK),
    CLIPPED_INFLATION_RATE(
            "clipped_inflation_rate", "Clips of observation inflation_rate so far", Unit.COUNT, Kind.STOCK),
    CLIPPED_HOUSING_PRICE_INDEX(
            "clipped_housing_price_index", "Clips of observation housing_price_index so far", Unit.COUNT, Kind.STOCK),
    CLIPPED_CREDIT_SPREAD("clipped_credit_spread", "Clips of observation credit_spread so far", Unit.COUNT, Kind.STOCK),
    CLIPPED_VOLATILITY_INDEX(
            "clipped_volatility_index", "Clips of observation volatility_index so far", Unit.COUNT, Kind.STOCK),
    CLIPPED_ACTIONS("clipped_actions", "Action components clipped, total so far", Unit.COUNT, Kind.STOCK);

    private static final InfoField[] VALUES = values();

    /** Number of fields. */
    public static final int COUNT = VALUES.length;

    /** How a field behaves over time. */
    public enum Kind {
        /** Adds up over days. */
        FLOW,
        /** A level at the end of the day: the last one counts. */
        STOCK,
        /** A daily figure that is averaged over days. */
        RATIO
    }

    /** What a field is measured in. */
    public enum Unit {
        MONEY,
        RATE,
        MULTIPLE,
        SCORE,
        INDEX,
        COUNT,
        DAYS
    }

    private final String key;
    private final String label;
    private final Unit unit;
    private final Kind kind;

    InfoField(String key, String label, Unit unit, Kind kind) {
        this.key = key;
        this.label = label;
        this.unit = unit;
        this.kind = kind;
    }

    /** Returns the name used in files and over the wire. */
    public String key() {
        return key;
    }

    /** Returns the name shown to people. */
    public String label() {
        return label;
    }

    /** Returns the unit. */
    public Unit unit() {
        return unit;
    }

    /** Returns how the field adds up over time. */
    public Kind kind() {
        return kind;
    }

    /** Returns the field of a product in a group of five that starts with its consumer member. */
    public static InfoField ofProduct(InfoField consumerMember, Product product) {
        return VALUES[consumerMember.ordinal() + product.ordinal()];
    }

    /** Returns the field with the given key. */
    public static InfoField ofKey(String key) {
        for (InfoField field : values()) {
            if (field.key.equals(key)) {
                return field;
            }
        }
        throw new IllegalArgumentException("info has no field '" + key + "'.");
    }
}
