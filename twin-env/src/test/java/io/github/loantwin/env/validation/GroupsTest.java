package io.github.loantwin.env.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.loan.Product;
import io.github.loantwin.env.risk.RiskConfig;
import io.github.loantwin.env.sim.LoanMark;
import io.github.loantwin.env.sim.MarkReview;
import io.github.loantwin.env.sim.Simulator;
import io.github.loantwin.env.validation.ValidationCheck.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The groups that simulate: what they read is right, and they fail on a twin that is wrong. */
class GroupsTest {
    private static List<String> failed(ValidationGroup group) {
        Checks checks = new Checks(group.name());
        group.run(checks);
        return checks.list().stream()
                .filter(check -> check.outcome() == Outcome.FAIL)
                .map(ValidationCheck::id)
                .toList();
    }

    /** An identity that breaks is named, and the thirteenth with it. */
    @Test
    void aBrokenIdentityIsNamed() {
        Checks checks = new Checks("identities");
        IdentityChecks group = new IdentityChecks(1) {
            @Override
            void begin() {
                blame("Day 4: identity broken, cash: closing = opening + received - paid: 1 against 2 (units).");
            }
        };
        group.run(checks);
        List<String> failed = checks.list().stream()
                .filter(check -> check.outcome() == Outcome.FAIL)
                .map(ValidationCheck::id)
                .toList();
        assertEquals(List.of("identities/4-cash", "identities/13-actions"), failed);
    }

    /** With asset correlations three times as high the quantiles leave the reference by far. */
    @Test
    void wrongCorrelationsFailValueAtRisk() {
        RiskConfig.LossDistributionConfig wrong = TwinConfig.defaults()
                .with(Map.of(
                        "risk.lossDistribution.factors.consumer.assetCorrelation", 0.036,
                        "risk.lossDistribution.factors.card.assetCorrelation", 0.082,
                        "risk.lossDistribution.factors.business.assetCorrelation", 0.14))
                .model()
                .risk()
                .lossDistribution();
        List<String> failed = failed(new ValueAtRiskChecks(wrong, 2000));
        assertTrue(failed.contains("var/typical-1"), failed.toString());
    }

    /** The review's formulas and the carried marks are two roads to the same sums. */
    @Test
    void theReviewReadsTheBookAndChangesNothing() {
        Simulator lender = new Simulator(
                TwinConfig.defaults().with("episode.initialLoans", 400).model());
        lender.reset(5);
        for (int day = 0; day < 40; day++) {
            lender.runDay(0, 0, 0);
        }
        long before = lender.stateHash();
        MarkReview review = new MarkReview(lender);
        List<LoanMark> marks = review.marks();
        assertEquals(lender.loanCount(), marks.size());
        double balance = marks.stream().mapToDouble(LoanMark::balance).sum();
        long carried = 0;
        for (int k = 0; k < Product.COUNT; k++) {
            carried += lender.balance(k);
        }
        assertEquals(carried / 10_000.0, balance, 1e-6 * balance);
        assertEquals(
                review.exact().expectedLoss(),
                marks.stream().mapToDouble(LoanMark::expectedLoss).sum(),
                1e-9 * balance);
        assertEquals(
                review.exact().expectedLoss(),
                review.remarked().expectedLoss(),
                0.01 * review.exact().expectedLoss());
        assertEquals(before, lender.stateHash());
    }

    /** A watcher that saw nothing would let every loan live: the year's defaults must be those that the ledger counts. */
    @Test
    void defaultsAreNoticed() {
        Simulator lender = new Simulator(
                TwinConfig.defaults().withScenario("severely-adverse-2026").model());
        lender.reset(6);
        DefaultWatch watch = new DefaultWatch();
        List<LoanMark> marks = new MarkReview(lender).marks();
        lender.watch(watch);
        double flow = 0;
        for (int day = 0; day < 200; day++) {
            lender.runDay(0, 0, 0);
            flow += lender.ledger().flow(io.github.loantwin.env.ledger.LoanFlow.NEWLY_DEFAULTED);
        }
        double seen = marks.stream()
                .filter(mark -> watch.hasDefaulted(mark.id()))
                .mapToDouble(LoanMark::balance)
                .sum();
        assertTrue(flow > 0 && seen > 0);
        assertEquals(flow / 10_000, seen, 0.35 * seen, "balances at default against balances of day 0");
        assertTrue(watch.booked().size() > 50);
    }

    @Test
    void approximationsAreWithinTheirBounds() {
        assertEquals(List.of(), failed(new ApproximationChecks()));
    }

    /** Everything, as the command runs it; minutes. */
    @Test
    @Tag("slow")
    void nothingFailsThatIsNotReviewed() {
        ValidationResult result = new Validation(java.util.Optional.empty()).run(List.of(), name -> {});
        assertTrue(
                result.verdict() != ValidationResult.Verdict.FAILED,
                result.checks().stream()
                        .filter(check -> check.outcome() == Outcome.FAIL)
                        .toList()
                        .toString());
        assertEquals(List.of(), result.notes());
    }
}
