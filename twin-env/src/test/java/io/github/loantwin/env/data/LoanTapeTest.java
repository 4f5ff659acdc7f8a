package io.github.loantwin.env.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.loantwin.env.loan.DelinquencyState;
import io.github.loantwin.env.loan.Loan;
import io.github.loantwin.env.loan.Product;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.Table;

class LoanTapeTest {
    private static final LocalDate AS_OF = LocalDate.of(2026, 1, 1);
    private static final String HEADER = String.join(",", LoanTape.COLUMNS);
    private static final String LOAN_16 =
            "16,consumer,current,2025-01-15,15,15000.00,9000.1234,0.12,36,24,700,0,0.19,65000.00,0,0,0,1.5";
    private static final String LOAN_17 =
            "17,mortgage,dpd30,2020-06-30,1,300000,270000,0.031,360,294,760,0.8,0.36,110000,420000,0,1,697.5";

    private static String tape(String... lines) {
        return HEADER + "\n" + String.join("\n", lines) + "\n";
    }

    private static String message(String text) {
        return assertThrows(IllegalArgumentException.class, () -> LoanTape.read("tape.csv", text, AS_OF))
                .getMessage();
    }

    @Test
    void columnsAreTheFieldsOfALoan() {
        List<String> fields = Arrays.stream(Loan.class.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
        assertEquals(fields, LoanTape.COLUMNS);
    }

    @Test
    void readsLoansInAnyColumnOrderWithCommentsAndWindowsLines() {
        String text = "\uFEFF# a made-up tape\r\n" + HEADER + "\r\n\r\n" + LOAN_16 + "\r\n" + LOAN_17;
        List<Loan> loans = LoanTape.read("tape.csv", text, AS_OF);
        assertEquals(2, loans.size());
        assertEquals(Product.MORTGAGE, loans.get(1).product());
        assertEquals(DelinquencyState.DPD30, loans.get(1).state());
        assertEquals(9000.1234, loans.get(0).balance());
        List<String> lines = new ArrayList<>();
        for (String line : tape(LOAN_16, LOAN_17).split("\n")) {
            List<String> cells = new ArrayList<>(Arrays.asList(line.split(",")));
            java.util.Collections.reverse(cells);
            lines.add(String.join(",", cells));
        }
        assertEquals(loans, LoanTape.read("reversed.csv", String.join("\n", lines), AS_OF));
    }

    @Test
    void writesWhatItReads(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("tape.csv");
        List<Loan> loans = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            double amount = 10_000 + i * 1234.5678;
            loans.add(new Loan(
                    i,
                    Product.AUTO,
                    DelinquencyState.at(i % 4),
                    LocalDate.of(2024, 2, 29),
                    1 + i % 28,
                    amount,
                    amount / 3,
                    0.01 + i / 7000.0,
                    72,
                    50,
                    600 + i % 250,
                    0.9 + i / 3000.0,
                    i / 999.0,
                    i * 100.01,
                    amount * 1.1,
                    0,
                    i % 4,
                    i / 3.0));
        }
        LoanTape.write(file, loans);
        assertEquals(loans, LoanTape.read(file, AS_OF));
        String first = Files.readString(file);
        LoanTape.write(file, LoanTape.read(file, AS_OF));
        assertEquals(first, Files.readString(file));
    }

    @Test
    void tableHasTheColumnsOfTheTape() {
        Table table = LoanTape.table("tape", LoanTape.read("tape.csv", tape(LOAN_16, LOAN_17), AS_OF));
        assertEquals(LoanTape.COLUMNS, table.columnNames());
        assertEquals(279_000.1234, table.doubleColumn("balance").sum(), 1e-9); // 9,000.1234 + 270,000
    }

    /** One cell of loan 17 (line 3) is replaced; the message must name rule, value, loan, file and line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ltvRatio | 85.0 | ltvRatio must be in (0, 2], got 85.0 for loan 17 (tape.csv, line 3).;Maybe the file"
                        + " gives percent: divide by 100.",
                "annualRate | 3.1 | annualRate must be in [0, 1], got 3.1 for loan 17 (tape.csv, line 3).;Maybe the"
                        + " file gives percent: divide by 100.",
                "annualRate | 3.1% | annualRate must be a number, got '3.1%' for loan 17 (tape.csv, line 3).;Maybe the"
                        + " file gives percent: drop the sign and divide by 100.",
                "dtiRatio | 36 | dtiRatio must be in [0, 2], got 36.0 for loan 17 (tape.csv, line 3).;Maybe the file"
                        + " gives percent: divide by 100.",
                "id | 16 | id must be unique, got 16 again after line 2 (tape.csv, line 3).",
                "id | x17 | id must be a whole number, got 'x17' (tape.csv, line 3).",
                "originationDate | 2026-01-02 | originationDate must not be after the tape's date 2026-01-01, got"
                        + " 2026-01-02 for loan 17 (tape.csv, line 3).",
                "originationDate | 30/06/2020 | originationDate must be a date, got '30/06/2020' for loan 17"
                        + " (tape.csv, line 3).;Maybe it is not in ISO form: write 2024-03-31.",
                "product | Mortgage | product must be one of consumer, auto, mortgage, business, card, got 'Mortgage'"
                        + " for loan 17 (tape.csv, line 3).",
                "state | 30 | state must be one of current, dpd30, dpd60, dpd90, got '30' for loan 17 (tape.csv, line"
                        + " 3).",
                "dueDay | 31 | dueDay must be in [1, 28], got 31 for loan 17 (tape.csv, line 3).",
                "creditScore | 7.6e2 | creditScore must be a whole number, got '7.6e2' for loan 17 (tape.csv, line 3).",
                "balance | NaN | balance must be a number, got 'NaN' for loan 17 (tape.csv, line 3).",
                "balance | `` | balance must be given, got nothing for loan 17 (tape.csv, line 3).;Maybe the loan has"
                        + " none: write 0 where that is allowed.",
                "balance | \"270,000\" | balance must be a number, got '270,000' for loan 17 (tape.csv, line 3).;Maybe"
                        + " the number has a thousands separator or a decimal comma: write 1234.5.",
                "missedInstalments | 2 | missedInstalments must agree with state dpd30, got 2 for loan 17 (tape.csv,"
                        + " line 3).",
            })
    void errorsNameRuleValueLoanAndLine(String column, String cell, String expected) {
        String[] cells = LOAN_17.split(",");
        cells[LoanTape.COLUMNS.indexOf(column)] = cell;
        assertEquals(expected.replace(";", "\n"), message(tape(LOAN_16, String.join(",", cells))));
    }

    @Test
    void lineNumbersCountSkippedLines() {
        String text = "# one\n\n" + HEADER + "\n# four\n" + LOAN_16 + "\n\n" + LOAN_17.replace("0.8", "80");
        assertEquals(
                "ltvRatio must be in (0, 2], got 80.0 for loan 17 (tape.csv, line 7).\n"
                        + "Maybe the file gives percent: divide by 100.",
                message(text));
    }

    @Test
    void columnsMustBeTheRightOnes() {
        assertEquals(
                "column ltvRatio must be there, got "
                        + HEADER.replace("ltvRatio", "ltv_ratio").replace(",", ", ")
                        + " (tape.csv, line 1).\nMaybe 'ltv_ratio' is meant: write ltvRatio.",
                message(tape(LOAN_16).replace("ltvRatio", "ltv_ratio")));
        assertEquals(
                "columns must be among " + String.join(", ", LoanTape.COLUMNS)
                        + ", got 'region' (tape.csv, line 1).\nMaybe the column can be left out of the file.",
                message(HEADER + ",region\n" + LOAN_16 + ",north\n"));
        assertEquals(
                "a loan tape must have a header line and at least one loan, got 1 lines (tape.csv).", message(HEADER));
        assertEquals(
                "a line must have as many cells as the header, 18, got 19 (tape.csv, line 2).\n"
                        + "Maybe a number has a thousands separator, or a cell has a line break.",
                message(tape(LOAN_16.replace("15000", "15,000"))));
    }
}
