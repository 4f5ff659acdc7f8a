package io.github.loantwin.optimizer.policy;

import io.github.loantwin.optimizer.solver.Solution;

/** Solves a controller's program and reads the target off its solution. */
final class Planner {
    private final Desk desk;
    private final ControllerSettings settings;
    private final RiskView risk;
    private final Bands bands;

    Planner(Desk desk, ControllerSettings settings, RiskView risk) {
        this.desk = desk;
        this.settings = settings;
        this.risk = risk;
        this.bands = new Bands(desk.products());
    }

    Plan plan(Situation now) {
        LendingProgram program = new LendingProgram(desk, settings, bands, now);
        Solution solution = risk.solve(program);
        return solution.optimal() ? read(program, solution) : Plan.none(solution.status());
    }

    private Plan read(LendingProgram program, Solution solution) {
        double[] x = solution.x();
        int products = desk.products().size();
        double[] margin = new double[products];
        double[] volume = new double[products];
        for (int k = 0; k < products; k++) {
            double lent = 0;
            for (int j = 0; j < Bands.COUNT; j++) {
                lent += x[program.lending(k, j)];
                margin[k] += x[program.lending(k, j)] * program.margin(k, j);
            }
            margin[k] /= Math.max(lent, 1e-12);
            volume[k] = lent * program.yearsCounted(k);
        }
        double tilt = StrictMath.log(x[program.tilt(true)] / x[program.tilt(false)]) / 10;
        return new Plan(solution.status(), tilt, trade(program, x), tightening(program, x), margin, volume);
    }

    private static double trade(LendingProgram program, double[] x) {
        double up = x[program.trade(true)];
        double down = x[program.trade(false)];
        double tradable = program.tradable(up >= down);
        return tradable == 0 ? 0 : (up - down) / tradable;
    }

    private double tightening(LendingProgram program, double[] x) {
        double action = Bands.edge(0);
        for (int j = 0; j < Bands.CORE; j++) {
            double lent = 0;
            double reach = 0;
            for (int k = 0; k < desk.products().size(); k++) {
                lent += x[program.lending(k, j)];
                reach += x[program.tilt(program.product(k).secured())] * program.volume(k, j);
            }
            action += Bands.width(j) * (1 - Math.max(0, Math.min(1, lent / reach)));
        }
        return action;
    }
}
