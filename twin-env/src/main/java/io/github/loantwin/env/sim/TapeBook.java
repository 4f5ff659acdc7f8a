package io.github.loantwin.env.sim;

import io.github.loantwin.env.credit.Amortisation;
import io.github.loantwin.env.demand.Applicant;
import io.github.loantwin.env.demand.Applicants;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.loan.DelinquencyState;
import io.github.loantwin.env.loan.Loan;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The edge between columns and {@link Loan} records: a snapshot out, a lender's own tape in. */
final class TapeBook {
    private static final int CARD = Product.CARD.ordinal();
    private static final int MORTGAGE = Product.MORTGAGE.ordinal();
    private static final int AUTO = Product.AUTO.ordinal();

    private final Model model;
    private final World world;
    private final Book book;
    private final Applicant applicant = new Applicant();

    TapeBook(Model model, World world, Book book) {
        this.model = model;
        this.world = world;
        this.book = book;
    }

    /** Returns every loan as of a day, ordered by due day and slot. */
    List<Loan> snapshot(int day) {
        LoanColumns loans = book.loans;
        List<Loan> list = new ArrayList<>(loans.count());
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            int begin = loans.start(d);
            for (int i = begin; i < begin + loans.size(d); i++) {
                list.add(toLoan(loans, i, d, day));
            }
        }
        return list;
    }

    private Loan toLoan(LoanColumns loans, int i, int segment, int day) {
        int k = loans.product[i];
        double value = 0;
        double ltv = loans.ltv[i];
        if (ltv > 0) {
            value = k == MORTGAGE || k == AUTO
                    ? loans.balance[i]
                            / Ledger.UNITS
                            / Math.max(1e-9, book.cltv(i, k, world.publishedIndex(), world.publishedStress(k)))
                    : loans.collateral[i] / Ledger.UNITS;
        }
        LocalDate due = model.calendar.date(day).withDayOfMonth(segment + 1);
        LocalDate last = due.isAfter(model.calendar.date(day)) ? due.minusMonths(1) : due;
        double accrued =
                (loans.interestArrears[i] + loans.dailyInterest[i] * (day - loans.periodStart[i])) / Ledger.UNITS;
        return new Loan(
                loans.id[i],
                Product.at(k),
                DelinquencyState.at(Math.min(3, loans.missed[i])),
                last.minusMonths(loans.age[i]),
                segment + 1,
                loans.amount[i] / Ledger.UNITS,
                loans.balance[i] / Ledger.UNITS,
                loans.rate[i],
                loans.term[i],
                loans.remaining[i],
                loans.score[i],
                ltv,
                loans.dti[i],
                loans.income[i],
                value,
                k == CARD ? loans.amount[i] / Ledger.UNITS : 0,
                loans.missed[i],
                accrued);
    }

    /** Fills the book with the loans of a tape; their luck is keyed by their position. */
    void build(List<Loan> tape) {
        book.clear();
        if (tape.size() > model.episode.maxPortfolioSize()) {
            throw new IllegalArgumentException("a loan tape must have at most episode.maxPortfolioSize = "
                    + model.episode.maxPortfolioSize() + " loans, got " + tape.size() + ".");
        }
        int position = 0;
        for (Loan loan : tape) {
            add(loan, position++);
        }
        for (int segment = 0; segment < LoanColumns.SEGMENTS; segment++) {
            book.remark(segment);
        }
    }

    private void add(Loan loan, int position) {
        int k = loan.product().ordinal();
        int segment = loan.dueDay() - 1;
        applicant.id = Applicants.startingId(position);
        applicant.product = k;
        applicant.score = loan.creditScore();
        applicant.ltv = loan.ltvRatio();
        applicant.dti = loan.dtiRatio();
        applicant.income = loan.incomeAnnual();
        applicant.amount = loan.originalAmount();
        applicant.termMonths = loan.termMonths();
        applicant.realEstate = k == Product.BUSINESS.ordinal() && loan.ltvRatio() > 0;
        applicant.utilisation = k == CARD ? loan.balance() / loan.creditLimit() : 0;
        model.applicants.score(k, applicant);
        double rr = model.multiplier.limited(model.storedMultiplier(k, applicant.riskMultiplier));
        LoanColumns loans = book.loans;
        int i = loans.append(segment, k);
        Originator.fill(model, loans, i, k, applicant, rr);
        loans.age[i] = (short) Math.max(
                0,
                java.time.Period.between(loan.originationDate(), model.calendar.date(0))
                        .toTotalMonths());
        loans.remaining[i] = (short) loan.remainingTermMonths();
        loans.missed[i] = (byte) Math.min(120, loan.missedInstalments());
        loans.amount[i] = Ledger.money(loan.originalAmount());
        loans.balance[i] = Ledger.money(loan.balance());
        price(loans, i, k, loan);
        loans.indexAtOrigination[i] = (float) world.trueIndex();
        double growth = k == AUTO
                ? model.collateral.vehicleShare(0, 0)
                        / model.collateral.vehicleShare(loans.age[i], world.publishedStress(k))
                : 1;
        loans.collateral[i] = Ledger.money(loan.collateralValue() * growth);
        loans.deferredCost[i] = 0;
        if (loans.missed[i] >= 3) {
            loans.flags[i] |= LoanColumns.DEFAULTED_ONCE;
        }
        StartingBook.period(
                loans, i, k, StartingBook.daysSinceDue(model, segment), StartingBook.periodDays(model, segment));
    }

    private void price(LoanColumns loans, int i, int k, Loan loan) {
        boolean floating = model.products.get(k).pricing().floating();
        double margin = world.marketMargin(k, loans.riskMultiplier[i]);
        loans.rate[i] = loan.annualRate();
        loans.margin[i] = (float) (floating ? loan.annualRate() - world.shortRate() : margin);
        loans.fundingRate[i] = (float) (floating ? world.fundingSpread() : Math.max(0, loan.annualRate() - margin));
        loans.instalment[i] = k == CARD || loan.remainingTermMonths() == 0
                ? 0
                : Amortisation.levelPayment(loans.balance[i], loan.annualRate(), loan.remainingTermMonths());
    }
}
