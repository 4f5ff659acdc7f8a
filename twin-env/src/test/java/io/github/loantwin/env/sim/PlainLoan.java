package io.github.loantwin.env.sim;

import io.github.loantwin.env.loan.LoanColumns;

/** A loan as one readable object, for the slow twin of the due date. Money in 1/10,000 of the currency unit. */
final class PlainLoan {
    long id;
    int product;
    int missed;
    boolean realEstate;
    boolean defaultedOnce;
    boolean chargedDown;
    int remaining;
    int age;
    int term = 60;
    int burnout;
    int periodStart;
    long balance;
    long amount;
    long instalment;
    long interestArrears;
    long periodInterest;
    long dailyInterest;
    long deferredCost;
    long writtenDown;
    long collateral;
    double rate;
    float margin;
    float riskMultiplier = 1;
    float indexAtOrigination = 100;
    float utilisation;

    /** Reads a slot. */
    static PlainLoan read(LoanColumns c, int i) {
        PlainLoan loan = new PlainLoan();
        loan.id = c.id[i];
        loan.product = c.product[i];
        loan.missed = c.missed[i];
        loan.realEstate = (c.flags[i] & LoanColumns.REAL_ESTATE) != 0;
        loan.defaultedOnce = (c.flags[i] & LoanColumns.DEFAULTED_ONCE) != 0;
        loan.chargedDown = (c.flags[i] & LoanColumns.CHARGED_DOWN) != 0;
        loan.remaining = c.remaining[i];
        loan.age = c.age[i];
        loan.term = c.term[i];
        loan.burnout = c.burnout[i];
        loan.periodStart = c.periodStart[i];
        loan.balance = c.balance[i];
        loan.amount = c.amount[i];
        loan.instalment = c.instalment[i];
        loan.interestArrears = c.interestArrears[i];
        loan.periodInterest = c.periodInterest[i];
        loan.dailyInterest = c.dailyInterest[i];
        loan.deferredCost = c.deferredCost[i];
        loan.writtenDown = c.writtenDown[i];
        loan.collateral = c.collateral[i];
        loan.rate = c.rate[i];
        loan.margin = c.margin[i];
        loan.riskMultiplier = c.riskMultiplier[i];
        loan.indexAtOrigination = c.indexAtOrigination[i];
        loan.utilisation = c.utilisation[i];
        return loan;
    }

    /** Writes a slot; columns that the due date does not read keep their value. */
    void write(LoanColumns c, int i) {
        c.id[i] = id;
        c.product[i] = (byte) product;
        c.missed[i] = (byte) missed;
        c.flags[i] = (byte) ((realEstate ? LoanColumns.REAL_ESTATE : 0)
                | (defaultedOnce ? LoanColumns.DEFAULTED_ONCE : 0)
                | (chargedDown ? LoanColumns.CHARGED_DOWN : 0));
        c.remaining[i] = (short) remaining;
        c.age[i] = (short) age;
        c.term[i] = (short) term;
        c.burnout[i] = (short) burnout;
        c.periodStart[i] = periodStart;
        c.balance[i] = balance;
        c.amount[i] = amount;
        c.instalment[i] = instalment;
        c.interestArrears[i] = interestArrears;
        c.periodInterest[i] = periodInterest;
        c.dailyInterest[i] = dailyInterest;
        c.deferredCost[i] = deferredCost;
        c.writtenDown[i] = writtenDown;
        c.collateral[i] = collateral;
        c.rate[i] = rate;
        c.margin[i] = margin;
        c.riskMultiplier[i] = riskMultiplier;
        c.indexAtOrigination[i] = indexAtOrigination;
        c.utilisation[i] = utilisation;
    }

    /** Every figure as text, so that a difference can be read. */
    @Override
    public String toString() {
        return "loan " + id + " product " + product + " missed " + missed + " flags " + realEstate + defaultedOnce
                + chargedDown
                + " remaining " + remaining + " age " + age + " burnout " + burnout + " periodStart " + periodStart
                + " balance " + balance + " instalment " + instalment + " arrears " + interestArrears + " period "
                + periodInterest + " daily " + dailyInterest + " deferred " + deferredCost + " writtenDown "
                + writtenDown
                + " rate " + rate;
    }
}
