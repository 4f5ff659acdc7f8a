package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.StepInfo;
import io.github.loantwin.env.StepInfos;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DashboardTest {
    private static StepInfo info(int day) {
        return StepInfos.of(Map.of(
                InfoField.DAY, (double) day,
                InfoField.EPOCH_DAY, (double) LocalDate.of(2026, 1, 1).toEpochDay() + day,
                InfoField.PORTFOLIO_VALUE, 54.321e6,
                InfoField.CAPITAL_RATIO, 0.079,
                InfoField.VALUE_AT_RISK_95, 0.021,
                InfoField.REGIME, 1.0));
    }

    private static Dashboard dashboard() {
        return new Dashboard(
                "hold, seed 42", 365, new PolicyLimits(0.15, 0.08, 0.05, 0.025, 0.05, 0.40), Style.PLAIN, 100);
    }

    @Test
    void showsDateFiguresLimitsAndRegime() {
        Dashboard dashboard = dashboard();
        dashboard.update(info(73), 0.5);
        String screen = String.join("\n", dashboard.lines());
        assertTrue(screen.contains("2026-03-15  day 73 of 365  [########"), screen);
        assertTrue(screen.contains("54.32 m"), screen);
        assertTrue(
                screen.lines().anyMatch(line -> line.contains("Capital ratio") && line.endsWith("BREACHED")), screen);
        assertTrue(screen.lines().anyMatch(line -> line.contains("Value at risk") && line.endsWith("ok")), screen);
        assertTrue(screen.contains("recession"), screen);
    }

    @Test
    void fitsAScreenOf100By30() {
        Dashboard dashboard = dashboard();
        for (int day = 1; day <= 365; day++) {
            dashboard.update(info(day), 0.5);
        }
        assertTrue(dashboard.lines().size() <= 30);
        assertTrue(dashboard.lines().stream().allMatch(line -> line.length() <= 100), dashboard.lines()::toString);
    }

    @Test
    void withoutATerminalOneLineAMonth() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LiveView view = new LiveView(new PrintWriter(bytes, true, StandardCharsets.UTF_8), false, 40, 1, dashboard());
        for (int day = 1; day <= 89; day++) {
            view.show(info(day), 0.5, day == 89);
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertEquals(3, text.lines().count(), text); // 2 January to 31 March 2026
        assertTrue(text.startsWith("2026-01-02"), text);
    }
}
