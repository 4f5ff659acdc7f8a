package io.github.loantwin.env.macro;

import io.github.loantwin.env.math.PortableMath;

/** Puts the quarters of the history table before a scenario that begins inside or right after it. */
final class ScenarioHistory {
    private static final double MAX_JUMP = 0.25;

    private ScenarioHistory() {}

    /**
     * Returns the scenario with the earlier quarters of us-history, house prices rescaled to the file's base where the two
     * overlap; unchanged when the history does not reach the first quarter.
     */
    static Scenario prepend(Scenario scenario, String file) {
        Scenario history = ScenarioLibrary.load(ScenarioLibrary.HISTORY);
        int earlier = scenario.first().index() - history.first().index();
        if (earlier <= 0 || scenario.first().index() > history.last().index() + 1) {
            return scenario;
        }
        boolean overlap = scenario.first().index() <= history.last().index();
        int hpi = ScenarioColumn.HPI.ordinal();
        double base = overlap ? scenario.rows()[0][hpi] / history.rows()[earlier][hpi] : 1;
        double[][] rows = new double[earlier + scenario.rows().length][];
        for (int i = 0; i < earlier; i++) {
            rows[i] = history.rows()[i].clone();
            rows[i][hpi] *= base;
        }
        System.arraycopy(scenario.rows(), 0, rows, earlier, scenario.rows().length);
        checkJump(rows[earlier - 1][hpi], rows[earlier][hpi], scenario.first(), file);
        return new Scenario(
                scenario.name(),
                scenario.title(),
                scenario.description(),
                scenario.source(),
                scenario.start(),
                history.first(),
                rows);
    }

    private static void checkJump(double before, double after, Quarter quarter, String file) {
        if (Math.abs(PortableMath.log(after / before)) > MAX_JUMP) {
            throw new IllegalArgumentException("housePriceIndex must be on the base of the Fed's table, which stood at "
                    + before + " before " + quarter + ", got " + after + " (" + file
                    + ").\nMaybe add the quarter before the start to the file, so that the two can be joined.");
        }
    }
}
