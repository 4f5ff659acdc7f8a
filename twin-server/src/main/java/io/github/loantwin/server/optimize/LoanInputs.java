package io.github.loantwin.server.optimize;

import io.github.loantwin.optimizer.model.LoanType;
import java.util.ArrayList;
import java.util.List;

/** The inputs of loan types, as a what-if names them. */
final class LoanInputs {
    private LoanInputs() {}

    static List<String> of(List<LoanType> loans) {
        List<String> inputs = new ArrayList<>();
        for (LoanType loan : loans) {
            inputs.add(loan.name() + ".rate");
            inputs.add(loan.name() + ".pd");
            inputs.add(loan.name() + ".lgd");
        }
        return inputs;
    }
}
