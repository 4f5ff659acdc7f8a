package io.github.loantwin.env.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.InfoField;
import io.github.loantwin.env.report.PerformanceSummary.Statistics;
import io.github.loantwin.env.report.PeriodTable.Length;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TablesTest {
    private final EpisodeRecorder year = SyntheticEpisode.record(SyntheticEpisode.columns(), 5, 365);

    private static double cell(Table table, String line, String column) {
        int row = table.stringColumn(0).asList().indexOf(line);
        assertTrue(row >= 0, "no line " + line);
        return table.doubleColumn(column).get(row);
    }

    @Test
    void everyKeyOfTheStatementsIsAFieldOfTheEnvironment() {
        List<String> fields =
                java.util.Arrays.stream(InfoField.values()).map(InfoField::key).toList();
        assertTrue(fields.containsAll(Statements.incomeKeys()));
        assertTrue(fields.containsAll(Statements.balanceKeys()));
    }

    @Test
    void incomeStatementAddsUpToTheTenThousandth() {
        Table income = Statements.income(year, Length.QUARTER);
        assertEquals(List.of("line", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "total"), income.columnNames());
        for (String column : income.columnNames().subList(1, 6)) {
            assertEquals(0, cell(income, "Difference (recorded net income less the lines above)", column));
        }
        assertEquals(year.total("net_income"), cell(income, "Net income", "total"));
        assertEquals(year.total("net_interest_income"), cell(income, "Net interest income", "total"));
        assertEquals(-year.total("operating_cost"), cell(income, "Operating cost", "total"));
        assertEquals(-500.25, cell(income, "Cost of changing policy", "2026-Q2")); // day 100 is 11 April
    }

    @Test
    void balanceSheetBalancesAndRollsForward() {
        Table sheet = Statements.balanceSheet(year, Length.QUARTER);
        assertEquals(List.of("line", "opening", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"), sheet.columnNames());
        for (String column : sheet.columnNames().subList(1, 6)) {
            assertEquals(0, cell(sheet, "Difference (assets less liabilities and equity)", column));
        }
        double opening = cell(sheet, "Equity", "opening");
        double closing = cell(sheet, "Equity", "2026-Q4");
        double retained = cell(Statements.income(year, Length.QUARTER), "Retained", "total");
        assertEquals(0, FixedMoney.units(closing - opening - retained)); // identity D1.6 of the credit model
    }

    /** A ledger that loses one ten-thousandth shows in the difference line. */
    @Test
    void aMissingTenThousandthIsSeen() {
        List<Column> columns = SyntheticEpisode.columns();
        EpisodeRecorder broken = new EpisodeRecorder(columns);
        double[] row = new double[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = columns.get(i).key().equals("net_income") ? 0.0001 : 0;
        }
        broken.add(SyntheticEpisode.START, row);
        Table income = Statements.income(broken, Length.MONTH);
        assertEquals(0.0001, cell(income, "Difference (recorded net income less the lines above)", "2026-01"));
    }

    /** Check values by hand: 1, 2, 3, 4 have mean 2.5, sd sqrt(5/3), quartiles 1.75, 2.5 and 3.25. */
    @Test
    void statisticsAreThoseOfASample() {
        Statistics s = Statistics.of(new double[] {4, Double.NaN, 1, 3, 2});
        assertEquals(4, s.count());
        assertEquals(2.5, s.mean());
        assertEquals(Math.sqrt(5.0 / 3), s.std(), 1e-15);
        assertEquals(
                List.of(1.0, 1.75, 2.5, 3.25, 4.0),
                List.of(s.min(), s.lowerQuartile(), s.median(), s.upperQuartile(), s.max()));
        assertEquals(Double.NaN, Statistics.of(new double[] {7}).std());
        assertEquals(7, Statistics.of(new double[] {7}).upperQuartile());
        assertEquals(Double.NaN, Statistics.of(new double[0]).mean());
    }

    @Test
    void summaryHasARowPerColumnAndHeadlineFigures() {
        PerformanceSummary summary = PerformanceSummary.of(year);
        assertEquals(year.columns().size(), summary.columns().rowCount());
        assertEquals(365, summary.columns().intColumn("count").get(0));
        Table headline = summary.headline();
        assertEquals(365, cell(headline, "Days", "value"));
        assertEquals(year.total("reward"), cell(headline, "Reward, sum", "value"));
        double meanEquity = DoubleColumn.create("equity", year.values("equity")).mean();
        assertEquals(year.total("net_income") / meanEquity, cell(headline, "Return on average equity", "value"), 1e-12);
        assertEquals(0.095, cell(headline, "Capital ratio, lowest", "value"), 0.01);
        assertEquals(17, headline.rowCount());
    }

    @Test
    void drawdownIsTheLargestFallFromAPeak() {
        EpisodeRecorder recorder =
                new EpisodeRecorder(List.of(new Column("equity", "Equity", Column.Unit.MONEY, Column.Kind.STOCK)));
        double[] path = {100, 120, 90, 110, 130, 104};
        for (int day = 0; day < path.length; day++) {
            recorder.add(SyntheticEpisode.START.plusDays(day), new double[] {path[day]});
        }
        Table headline = PerformanceSummary.of(recorder).headline();
        assertEquals(0.25, cell(headline, "Largest fall of equity from a peak", "value")); // 120 to 90
        assertEquals(3, headline.rowCount());
    }

    @Test
    void csvReadsBackToTheSameNumbers(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("episode.csv");
        ReportFiles.writeCsv(year, file);
        Table table = Table.read()
                .usingOptions(CsvReadOptions.builder(file.toFile())
                        .columnTypesPartial(name ->
                                java.util.Optional.of(name.equals("date") ? ColumnType.LOCAL_DATE : ColumnType.DOUBLE))
                        .build());
        assertEquals(365, table.rowCount());
        for (Column column : year.columns()) {
            for (int row = 0; row < 365; row++) {
                assertEquals(
                        year.value(column.key(), row),
                        table.doubleColumn(column.key()).getDouble(row),
                        column.key());
            }
        }
        String line = Files.readAllLines(file).get(1);
        assertTrue(line.startsWith("2026-01-01,0.5"), line);
    }

    @Test
    void jsonLinesReadBackToTheSameNumbers(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("episode.jsonl");
        ReportFiles.writeJsonLines(year, file);
        JsonMapper mapper = JsonMapper.builder().build();
        List<String> lines = Files.readAllLines(file);
        assertEquals(365, lines.size());
        for (int row = 0; row < 365; row += 7) {
            JsonNode json = mapper.readTree(lines.get(row));
            assertEquals(year.date(row).toString(), json.get("date").asString());
            for (Column column : year.columns()) {
                assertEquals(
                        year.value(column.key(), row), json.get(column.key()).doubleValue(), column.key());
            }
        }
    }

    @Test
    void holesAreEmptyInCsvAndNullInJson(@TempDir Path folder) throws IOException {
        EpisodeRecorder recorder = new EpisodeRecorder(List.of(
                new Column("a", "A", Column.Unit.MONEY, Column.Kind.STOCK),
                new Column("b", "B", Column.Unit.RATE, Column.Kind.STOCK)));
        recorder.add(SyntheticEpisode.START, new double[] {Double.NaN, Double.POSITIVE_INFINITY});
        ReportFiles.writeCsv(recorder, folder.resolve("a.csv"));
        ReportFiles.writeJsonLines(recorder, folder.resolve("a.jsonl"));
        assertEquals("date,a,b\n2026-01-01,,Infinity\n", Files.readString(folder.resolve("a.csv")));
        assertEquals(
                "{\"date\": \"2026-01-01\", \"a\": null, \"b\": null}\n", Files.readString(folder.resolve("a.jsonl")));
    }

    @Test
    void tablesAreWrittenWithQuotesWhereNeeded(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("t.csv");
        Table table = Table.create(
                "t",
                StringColumn.create("line", List.of("Fees, net", "a \"b\"")),
                DoubleColumn.create("total", new double[] {0.1, Double.NaN}));
        ReportFiles.writeCsv(table, file);
        assertEquals("line,total\n\"Fees, net\",0.1\n\"a \"\"b\"\"\",\n", Files.readString(file));
    }
}
