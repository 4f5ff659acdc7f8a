package io.github.loantwin.env.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.validation.ValidationCheck.Outcome;
import org.junit.jupiter.api.Test;

/** Signs of credit-model D3, as the command checks them. */
class SensitivityTest {
    @Test
    void everySignIsRight() {
        Checks checks = new Checks("sensitivity");
        new SensitivityChecks().run(checks);
        assertTrue(checks.list().size() >= 39, "signs checked: " + checks.list().size());
        for (ValidationCheck check : checks.list()) {
            assertEquals(
                    Outcome.PASS, check.outcome(), check.name() + ": " + check.expected() + ", got " + check.got());
        }
    }
}
