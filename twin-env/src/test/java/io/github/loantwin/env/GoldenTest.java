package io.github.loantwin.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.loantwin.env.config.TwinConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Two years of daily totals under a fixed sequence of actions are as recorded, bit for bit.
 *
 * <p>After a change that is meant to move trajectories, and only then: {@code mvn -pl twin-env test -Dtest=GoldenTest
 * -Dloantwin.golden=write}, and log the reason. The last column is the hash of the complete state.
 */
class GoldenTest {
    private static final int DAYS = 730;
    private static final long SEED = 20260101;
    private static final Path FILE =
            Path.of("src", "test", "resources", "io", "github", "loantwin", "env", "golden-two-years.csv");
    private static final List<InfoField> COLUMNS = List.of(
            InfoField.DAY,
            InfoField.REWARD_FINANCIAL,
            InfoField.REWARD_RISK,
            InfoField.REWARD_REGULATORY,
            InfoField.REWARD_OPERATIONAL,
            InfoField.LOANS,
            InfoField.LOAN_COUNT,
            InfoField.ALLOWANCE,
            InfoField.EQUITY,
            InfoField.NET_INTEREST_INCOME,
            InfoField.PROVISION,
            InfoField.NET_INCOME,
            InfoField.GROSS_CHARGE_OFFS,
            InfoField.ORIGINATIONS,
            InfoField.SALES,
            InfoField.UNEMPLOYMENT_RATE,
            InfoField.CREDIT_SPREAD);

    @Test
    void twoYearsAreAsRecorded() throws IOException {
        List<String[]> rows = run();
        Path file = file();
        if ("write".equals(System.getProperty("loantwin.golden"))) {
            write(file, rows);
        }
        List<String> recorded = Files.readAllLines(file);
        assertEquals(rows.size(), recorded.size(), "lines of " + FILE);
        for (int line = 0; line < rows.size(); line++) {
            compare(line, recorded.get(line).split(",", -1), rows.get(line));
        }
    }

    /** Numbers are compared by value: the digits that print a double may change with the Java version. */
    private static void compare(int line, String[] expected, String[] got) {
        String[] names = header();
        assertEquals(names.length, expected.length, "columns of line " + (line + 1) + " of " + FILE);
        for (int c = 0; c < names.length; c++) {
            boolean number = line > 0 && c < COLUMNS.size();
            boolean same =
                    number ? Double.parseDouble(expected[c]) == Double.parseDouble(got[c]) : expected[c].equals(got[c]);
            if (!same) {
                fail(FILE.getFileName() + ", line " + (line + 1) + ", column " + names[c] + ": recorded " + expected[c]
                        + ", got " + got[c] + ".\nMaybe the change is meant: run with -Dloantwin.golden=write.");
            }
        }
    }

    /** Tests run in the module's folder or in the repository's. */
    private static Path file() {
        return Files.isDirectory(Path.of("twin-env")) ? Path.of("twin-env").resolve(FILE) : FILE;
    }

    private static String[] header() {
        String[] names = new String[COLUMNS.size() + 1];
        for (int c = 0; c < COLUMNS.size(); c++) {
            names[c] = COLUMNS.get(c).key();
        }
        names[COLUMNS.size()] = "state_hash";
        return names;
    }

    private static List<String[]> run() {
        LoanEnv env = new LoanEnv(TwinConfig.defaults().with("episode.simulationDays", DAYS));
        List<String[]> rows = new ArrayList<>();
        rows.add(header());
        rows.add(row(env, env.reset(SEED).info()));
        for (int day = 0; day < DAYS; day++) {
            rows.add(row(env, env.step(SavedStateTest.action(3, day)).info()));
        }
        return rows;
    }

    private static String[] row(LoanEnv env, StepInfo info) {
        String[] row = new String[COLUMNS.size() + 1];
        for (int c = 0; c < COLUMNS.size(); c++) {
            double value = info.get(COLUMNS.get(c));
            row[c] = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        }
        row[COLUMNS.size()] = Long.toHexString(env.stateHash());
        return row;
    }

    private static void write(Path file, List<String[]> rows) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, rows.stream().map(row -> String.join(",", row)).toList());
    }
}
