package io.github.loantwin.env.sim;

import io.github.loantwin.env.credit.Ifrs9Stage;
import io.github.loantwin.env.credit.RiskMultiplier;
import io.github.loantwin.env.ledger.Ledger;
import io.github.loantwin.env.ledger.LenderConfig;
import io.github.loantwin.env.loan.LoanColumns;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.risk.LossDistribution;
import io.github.loantwin.env.risk.LossMoments;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The loans and their sums: a loan is marked on its due date, a segment's sums are made anew on that day, and the
 * portfolio's figures are sums of segments carried forward in between.
 *
 * <p>Sums are fixed-point, so carried and recounted figures agree with {@code ==}.
 */
final class Book {
    private static final int K = Product.COUNT;
    private static final int WIDTH = Segment.SIZE * K;
    private static final int MORTGAGE = Product.MORTGAGE.ordinal();
    private static final int AUTO = Product.AUTO.ordinal();
    private static final int CARD = Product.CARD.ordinal();

    final LoanColumns loans;
    private final Model model;
    private final World world;
    private final long[] segments = new long[LoanColumns.SEGMENTS * WIDTH];
    private final long[] total = new long[WIDTH];
    private final long[] fresh = new long[WIDTH];
    private final LossMoments[] moments = new LossMoments[LoanColumns.SEGMENTS];
    private final LossMoments bookMoments;
    private final LossDistribution distribution;

    Book(Model model, World world) {
        this.model = model;
        this.world = world;
        loans = new LoanColumns(model.episode.initialLoans() + model.episode.initialLoans() / 3);
        double floor = model.risk.lossDistribution().largeLossFloor();
        for (int d = 0; d < moments.length; d++) {
            moments[d] = new LossMoments(floor);
        }
        bookMoments = new LossMoments(floor);
        distribution = new LossDistribution(model.lossTables);
    }

    void clear() {
        loans.clear();
        Arrays.fill(segments, 0);
        Arrays.fill(total, 0);
        for (LossMoments moment : moments) {
            moment.clear();
        }
    }

    /** Returns a portfolio sum of one product. */
    long total(Segment what, int product) {
        return total[what.ordinal() * K + product];
    }

    /** Returns a portfolio sum. */
    long total(Segment what) {
        int first = what.ordinal() * K;
        return total[first] + total[first + 1] + total[first + 2] + total[first + 3] + total[first + 4];
    }

    /** Re-marks every loan of a segment and replaces its sums. */
    void remark(int segment) {
        Arrays.fill(fresh, 0);
        moments[segment].clear();
        int begin = loans.start(segment);
        int end = begin + loans.size(segment);
        for (int i = begin; i < end; i++) {
            mark(i, segment);
        }
        int at = segment * WIDTH;
        for (int j = 0; j < WIDTH; j++) {
            total[j] += fresh[j] - segments[at + j];
            segments[at + j] = fresh[j];
        }
    }

    /** Marks one loan that has joined a segment on a day on which the segment is not due. */
    void join(int slot, int segment) {
        Arrays.fill(fresh, 0);
        mark(slot, segment);
        int at = segment * WIDTH;
        for (int j = 0; j < WIDTH; j++) {
            total[j] += fresh[j];
            segments[at + j] += fresh[j];
        }
    }

    private void mark(int i, int segment) {
        int k = loans.product[i];
        int missed = loans.missed[i];
        int state = Math.min(missed, 3);
        long balance = loans.balance[i];
        double rr = loans.riskMultiplier[i];
        double x = RiskMultiplier.coordinate(rr * model.multiplier.ageFactor(k, loans.age[i]));
        boolean realEstate = (loans.flags[i] & LoanColumns.REAL_ESTATE) != 0;
        double stress = world.publishedStress(k);
        double severity = model.severity.expected(
                k,
                cltv(i, k, world.publishedIndex(), stress),
                model.severity.valueSigma(k, loans.age[i]),
                stress,
                realEstate);
        double pd = world.slice.pd12(k, state, x);
        double chargeOff = world.slice.chargeOffGivenDefault(k, x);
        double lgd = chargeOff * severity;
        double ead = k == CARD ? model.exposure.card(balance, loans.amount[i], state, stress) : balance;
        long expectedLoss = (long) (pd * lgd * ead);
        int remaining = loans.remaining[i];
        double lifetime = world.slice.lifetimeLoss(k, state, x, Math.max(1, remaining)) * severity;
        double reserve = ead * lifetime;
        if (model.lender.allowanceStandard() == LenderConfig.AllowanceStandard.IFRS9
                && stage(i, k, state, pd) == Ifrs9Stage.STAGE_1) {
            reserve = Math.min(reserve, pd * lgd * ead);
        }
        long allowance = (long) reserve;
        loans.expectedLoss[i] = expectedLoss;
        loans.allowance[i] = allowance;
        double standard = model.standardised.weight(k, state, loans.ltv[i]);
        double irb = state == 3
                ? 12.5
                        * Math.max(
                                0,
                                model.credit
                                                .of(Product.at(k))
                                                .lossGivenDefault()
                                                .stress()
                                        - lgd)
                : loans.irbWeight[i];
        double level = world.slice.levelLossRate(k, RiskMultiplier.coordinate(rr)) * severity;
        double fundingRate =
                loans.fundingRate[i] + (model.products.get(k).pricing().floating() ? world.shortRate() : 0);
        fresh[k] += 1;
        fresh[K + k] += balance;
        if (state > 0) {
            fresh[2 * K + k] += balance;
            fresh[8 * K + k] += allowance;
            if (state == 3) {
                fresh[3 * K + k] += balance;
                fresh[4 * K + k] += 1;
            }
        }
        fresh[5 * K + k] += expectedLoss;
        fresh[6 * K + k] += (long) ead;
        fresh[7 * K + k] += allowance;
        fresh[9 * K + k] += (long) (standard * balance);
        fresh[10 * K + k] += (long) (irb * ead);
        fresh[11 * K + k] += loans.dailyInterest[i];
        fresh[12 * K + k] += (long) (balance * fundingRate / 365);
        fresh[13 * K + k] += (long) (balance * level / 365);
        if (state < 3) {
            fresh[14 * K + k] += k == CARD ? balance / 50 : loans.instalment[i];
        }
        double severitySd = model.severity.standardDeviation(k, realEstate);
        double second = chargeOff * (severity * severity + severitySd * severitySd);
        moments[segment].add(k, pd, ead / Ledger.UNITS, lgd, Math.sqrt(Math.max(0, second - lgd * lgd)));
    }

    /** IFRS 9: the loan's stage today, from which it improves only after months of performing. */
    private Ifrs9Stage stage(int i, int k, int state, double pd) {
        double atOrigination = model.averageSlice.pd12(
                k, 0, RiskMultiplier.coordinate(loans.riskMultiplier[i] * model.multiplier.ageFactor(k, loans.age[i])));
        Ifrs9Stage before = Ifrs9Stage.at(loans.stage[i]);
        Ifrs9Stage today = model.staging.stage(before, state, pd, atOrigination, false, loans.performing[i]);
        loans.stage[i] = (byte) today.ordinal();
        return today;
    }

    /** Returns current loan to value at a house price index: mortgages by index, auto loans by age; 0 otherwise. */
    double cltv(int i, int k, double index, double stress) {
        if (k == MORTGAGE) {
            return loans.balance[i] / (loans.collateral[i] * index / loans.indexAtOrigination[i]);
        }
        if (k == AUTO) {
            double share = model.collateral.vehicleShare(loans.age[i], stress) / model.collateral.vehicleShare(0, 0);
            return loans.balance[i] / (loans.collateral[i] * share);
        }
        return 0;
    }

    /** Sums the moments of all segments and sets the loss distribution to the book. */
    void refreshDistribution() {
        bookMoments.clear();
        for (LossMoments moment : moments) {
            bookMoments.addAll(moment);
        }
        distribution.set(bookMoments);
    }

    /** Returns a quantile of the one-year loss over exposure; call {@link #refreshDistribution} first. */
    double lossQuantile(double level) {
        double exposure = bookMoments.exposure();
        return exposure <= 0 ? 0 : distribution.quantile(level) / exposure;
    }

    LossDistribution distribution() {
        return distribution;
    }

    LossMoments bookMoments() {
        return bookMoments;
    }

    /** Recounts every sum from the loans' stored marks; returns the first sum that differs, or an empty text. */
    String recount() {
        long[] count = new long[K];
        long[] balance = new long[K];
        long[] reserve = new long[K];
        long[] loss = new long[K];
        long[] interest = new long[K];
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            int begin = loans.start(d);
            for (int i = begin; i < begin + loans.size(d); i++) {
                int k = loans.product[i];
                count[k]++;
                balance[k] += loans.balance[i];
                reserve[k] += loans.allowance[i];
                loss[k] += loans.expectedLoss[i];
                interest[k] += loans.dailyInterest[i];
            }
        }
        for (int k = 0; k < K; k++) {
            String name = Product.at(k).key();
            if (count[k] != total(Segment.COUNT, k)) {
                return name + " count: carried " + total(Segment.COUNT, k) + ", recounted " + count[k];
            }
            if (balance[k] != total(Segment.BALANCE, k)) {
                return name + " balance: carried " + total(Segment.BALANCE, k) + ", recounted " + balance[k];
            }
            if (reserve[k] != total(Segment.ALLOWANCE, k)) {
                return name + " allowance: carried " + total(Segment.ALLOWANCE, k) + ", recounted " + reserve[k];
            }
            if (loss[k] != total(Segment.EXPECTED_LOSS, k)) {
                return name + " expected loss: carried " + total(Segment.EXPECTED_LOSS, k) + ", recounted " + loss[k];
            }
            if (interest[k] != total(Segment.DAILY_INTEREST, k)) {
                return name + " daily interest: carried " + total(Segment.DAILY_INTEREST, k) + ", recounted "
                        + interest[k];
            }
        }
        return "";
    }

    /** Returns accrued interest of every loan as of a day, counted from the loans. */
    long accruedInterest(int day) {
        long accrued = 0;
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            int begin = loans.start(d);
            for (int i = begin; i < begin + loans.size(d); i++) {
                accrued += loans.interestArrears[i] + loans.dailyInterest[i] * (day - loans.periodStart[i]);
            }
        }
        return accrued;
    }

    /** Returns the largest number of bytes that {@link #save} writes. */
    long maxStateBytes() {
        return loans.stateBytes()
                + (long) segments.length * Long.BYTES
                + (long) (moments.length + 1) * LossMoments.maxStateBytes();
    }

    /** Writes loans and sums; a segment's sums are of its due day's marks, which cannot be made again later. */
    void save(ByteBuffer out) {
        loans.save(out);
        for (long sum : segments) {
            out.putLong(sum);
        }
        for (LossMoments moment : moments) {
            moment.save(out);
        }
        bookMoments.save(out);
    }

    void restore(ByteBuffer in) {
        loans.restore(in);
        Arrays.fill(total, 0);
        for (int i = 0; i < segments.length; i++) {
            segments[i] = in.getLong();
            total[i % WIDTH] += segments[i];
        }
        for (LossMoments moment : moments) {
            moment.restore(in);
        }
        bookMoments.restore(in);
        distribution.set(bookMoments);
    }
}
