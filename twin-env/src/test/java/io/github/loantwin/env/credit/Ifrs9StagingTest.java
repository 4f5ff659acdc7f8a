package io.github.loantwin.env.credit;

import static io.github.loantwin.env.credit.Ifrs9Stage.STAGE_1;
import static io.github.loantwin.env.credit.Ifrs9Stage.STAGE_2;
import static io.github.loantwin.env.credit.Ifrs9Stage.STAGE_3;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The rule of credit model C6. */
class Ifrs9StagingTest {
    private final Ifrs9Staging rule = new Ifrs9Staging(CreditTestConfig.DEFAULTS);

    @Test
    void ninetyDaysIsStage3() {
        assertEquals(STAGE_3, rule.stage(STAGE_1, 3, 0.01, 0.01, false, 0));
    }

    @Test
    void bothThresholdsMustBePassed() {
        assertEquals(STAGE_1, rule.stage(STAGE_1, 0, 0.006, 0.002, false, 9));
        assertEquals(STAGE_1, rule.stage(STAGE_1, 0, 0.05, 0.03, false, 9));
        assertEquals(STAGE_2, rule.stage(STAGE_1, 0, 0.05, 0.02, false, 9));
    }

    @Test
    void thirtyDaysAndTheWatchListAreBackstops() {
        assertEquals(STAGE_2, rule.stage(STAGE_1, 1, 0.02, 0.02, false, 0));
        assertEquals(STAGE_2, rule.stage(STAGE_1, 0, 0.02, 0.02, true, 9));
    }

    @Test
    void loansImproveOneStageAtATimeAfterThreePerformingMonths() {
        assertEquals(STAGE_3, rule.stage(STAGE_3, 0, 0.02, 0.02, false, 2));
        assertEquals(STAGE_2, rule.stage(STAGE_3, 0, 0.02, 0.02, false, 3));
        assertEquals(STAGE_1, rule.stage(STAGE_2, 0, 0.02, 0.02, false, 3));
        assertEquals(STAGE_2, rule.stage(STAGE_2, 0, 0.09, 0.02, false, 3));
    }
}
