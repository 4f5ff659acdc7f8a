package io.github.loantwin.env.data;

import io.github.loantwin.env.check.ArgCheck;
import io.github.loantwin.env.check.InvalidValueException;
import io.github.loantwin.env.loan.Loan;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * Loan tapes: CSV files with one loan per line and the columns of {@link Loan}, in any order, under the same names.
 *
 * <p>The file is UTF-8 with a header line. Numbers have a decimal point and neither thousands separators nor signs of
 * unit; rates and ratios are fractions; dates are ISO ({@code 2024-03-31}); {@code product} and {@code state} are the
 * keys of their enums. Empty lines and lines that start with {@code #} are skipped. Every column must be there and no
 * other: a column that is not read would be data silently dropped.
 *
 * <p>Every error names the rule, the value got, the loan where known, file and line.
 */
public final class LoanTape {
    /** The columns, in the order in which they are written. */
    public static final List<String> COLUMNS = List.of(
            "id",
            "product",
            "state",
            "originationDate",
            "dueDay",
            "originalAmount",
            "balance",
            "annualRate",
            "termMonths",
            "remainingTermMonths",
            "creditScore",
            "ltvRatio",
            "dtiRatio",
            "incomeAnnual",
            "collateralValue",
            "creditLimit",
            "missedInstalments",
            "accruedInterest");

    private LoanTape() {}

    /**
     * Reads a tape.
     *
     * @param file the CSV file
     * @param asOf the date of the tape; no loan may have been made after it
     * @return the loans in the order of the file, with unique ids
     * @throws InvalidValueException for anything wrong in the file
     */
    public static List<Loan> read(Path file, LocalDate asOf) throws IOException {
        return read(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8), asOf);
    }

    /**
     * Reads a tape from its text.
     *
     * @param name how errors call the tape
     */
    public static List<Loan> read(String name, String text, LocalDate asOf) {
        ArgCheck.notNull("asOf", asOf);
        TapeText tape = TapeText.parse(name, text, COLUMNS);
        List<Loan> loans = new ArrayList<>(tape.rows());
        Map<Long, Integer> lineOfId = new HashMap<>();
        for (int row = 0; row < tape.rows(); row++) {
            try {
                loans.add(loan(tape, row, asOf, lineOfId));
            } catch (InvalidValueException e) {
                throw e.at(tape.place(row));
            }
        }
        return loans;
    }

    private static Loan loan(TapeText tape, int row, LocalDate asOf, Map<Long, Integer> lineOfId) {
        long id = tape.whole("id", row);
        Integer earlier = lineOfId.put(id, tape.line(row));
        ArgCheck.that(earlier == null, "id must be unique", id + " again after line " + earlier);
        LocalDate originated;
        Loan loan;
        try {
            originated = tape.date("originationDate", row);
            ArgCheck.that(
                    !originated.isAfter(asOf), "originationDate must not be after the tape's date " + asOf, originated);
            loan = fields(tape, row, id, originated);
        } catch (InvalidValueException e) {
            throw e.place().isEmpty() ? e.at("for loan " + id) : e;
        }
        return loan;
    }

    private static Loan fields(TapeText tape, int row, long id, LocalDate originated) {
        return new Loan(
                id,
                tape.product(row),
                tape.state(row),
                originated,
                tape.integer("dueDay", row),
                tape.number("originalAmount", row),
                tape.number("balance", row),
                tape.number("annualRate", row),
                tape.integer("termMonths", row),
                tape.integer("remainingTermMonths", row),
                tape.integer("creditScore", row),
                tape.number("ltvRatio", row),
                tape.number("dtiRatio", row),
                tape.number("incomeAnnual", row),
                tape.number("collateralValue", row),
                tape.number("creditLimit", row),
                tape.integer("missedInstalments", row),
                tape.number("accruedInterest", row));
    }

    /** Writes a tape that {@link #read(Path, LocalDate)} reads back to equal loans. */
    public static void write(Path file, List<Loan> loans) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            write(out, loans);
        }
    }

    /** Writes a tape to a writer, which stays open. */
    public static void write(Writer out, List<Loan> loans) throws IOException {
        out.write(String.join(",", COLUMNS));
        out.write('\n');
        for (Loan loan : loans) {
            out.write(line(loan));
            out.write('\n');
        }
    }

    private static String line(Loan loan) {
        return String.join(
                ",",
                Long.toString(loan.id()),
                loan.product().key(),
                loan.state().key(),
                loan.originationDate().toString(),
                Integer.toString(loan.dueDay()),
                NumberText.money(loan.originalAmount()),
                NumberText.money(loan.balance()),
                NumberText.number(loan.annualRate()),
                Integer.toString(loan.termMonths()),
                Integer.toString(loan.remainingTermMonths()),
                Integer.toString(loan.creditScore()),
                NumberText.number(loan.ltvRatio()),
                NumberText.number(loan.dtiRatio()),
                NumberText.money(loan.incomeAnnual()),
                NumberText.money(loan.collateralValue()),
                NumberText.money(loan.creditLimit()),
                Integer.toString(loan.missedInstalments()),
                NumberText.money(loan.accruedInterest()));
    }

    /** Returns the loans as a table with the tape's columns, for summaries. */
    public static Table table(String name, List<Loan> loans) {
        Table table = Table.create(name);
        table.addColumns(
                LongColumn.create("id", loans.stream().mapToLong(Loan::id)),
                StringColumn.create(
                        "product", loans.stream().map(loan -> loan.product().key())),
                StringColumn.create(
                        "state", loans.stream().map(loan -> loan.state().key())),
                DateColumn.create("originationDate", loans.stream().map(Loan::originationDate)),
                IntColumn.create("dueDay", loans.stream().mapToInt(Loan::dueDay)),
                DoubleColumn.create("originalAmount", loans.stream().mapToDouble(Loan::originalAmount)),
                DoubleColumn.create("balance", loans.stream().mapToDouble(Loan::balance)),
                DoubleColumn.create("annualRate", loans.stream().mapToDouble(Loan::annualRate)),
                IntColumn.create("termMonths", loans.stream().mapToInt(Loan::termMonths)),
                IntColumn.create("remainingTermMonths", loans.stream().mapToInt(Loan::remainingTermMonths)),
                IntColumn.create("creditScore", loans.stream().mapToInt(Loan::creditScore)),
                DoubleColumn.create("ltvRatio", loans.stream().mapToDouble(Loan::ltvRatio)),
                DoubleColumn.create("dtiRatio", loans.stream().mapToDouble(Loan::dtiRatio)),
                DoubleColumn.create("incomeAnnual", loans.stream().mapToDouble(Loan::incomeAnnual)),
                DoubleColumn.create("collateralValue", loans.stream().mapToDouble(Loan::collateralValue)),
                DoubleColumn.create("creditLimit", loans.stream().mapToDouble(Loan::creditLimit)),
                IntColumn.create("missedInstalments", loans.stream().mapToInt(Loan::missedInstalments)),
                DoubleColumn.create("accruedInterest", loans.stream().mapToDouble(Loan::accruedInterest)));
        return table;
    }
}
