package io.github.loantwin.server.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.env.report.ReportTable;
import io.github.loantwin.env.report.TableColumn;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TableWriterTest {
    private static ReportTable months() {
        return new ReportTable(
                        "A year",
                        TableColumn.text("month", "Month"),
                        TableColumn.millions("portfolio_value", "Portfolio"),
                        TableColumn.percent("roe", "ROE", 1))
                .row("2026-01", 54_321_987.5, 0.1234)
                .row("2026-02", 1_254_000_000.0, Double.NaN);
    }

    private static String written(ReportTable table, OutputFormat format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TableWriter(new PrintWriter(bytes, true, StandardCharsets.UTF_8), Style.PLAIN).write(table, format);
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void alignsNumbersToTheRightUnderTitleAndUnit() {
        String expected = String.join(
                "\n",
                "A year",
                "Month    Portfolio   ROE",
                "           million     %",
                "-------  ---------  ----",
                "2026-01      54.32  12.3",
                "2026-02   1,254.00     -",
                "");
        assertEquals(expected, written(months(), OutputFormat.TABLE));
    }

    @Test
    void aTableWiderThanTheTerminalIsWrittenInBlocks() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TableWriter(new PrintWriter(bytes, true, StandardCharsets.UTF_8), Style.PLAIN, 20)
                .write(months(), OutputFormat.TABLE);
        String expected = String.join(
                "\n",
                "A year",
                "Month    Portfolio",
                "           million",
                "-------  ---------",
                "2026-01      54.32",
                "2026-02   1,254.00",
                "",
                "Month     ROE",
                "            %",
                "-------  ----",
                "2026-01  12.3",
                "2026-02     -",
                "");
        assertEquals(expected, bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n"));
    }

    @Test
    void csvKeepsFullPrecisionAndLeavesNotANumberEmpty() {
        assertEquals(
                "month,portfolio_value,roe\n2026-01,54321987.5,0.1234\n2026-02,1254000000,\n",
                written(months(), OutputFormat.CSV));
    }

    @Test
    void csvQuotesAsRfc4180Says() {
        ReportTable table = new ReportTable("", TableColumn.text("a,b", "A")).row("say \"hi\", then\nleave");
        assertEquals("\"a,b\"\n\"say \"\"hi\"\", then\nleave\"\n", written(table, OutputFormat.CSV));
    }

    @Test
    void jsonIsAnArrayOfObjectsWithNullForNotANumber() {
        JsonNode rows = JsonMapper.shared().readTree(written(months(), OutputFormat.JSON));
        assertEquals(2, rows.size());
        assertEquals("2026-01", rows.get(0).get("month").asString());
        assertEquals(54_321_987.5, rows.get(0).get("portfolio_value").asDouble());
        assertTrue(rows.get(1).get("roe").isNull());
    }

    @Test
    void zeroHasNoMinusSign() {
        assertEquals("0.00", TableColumn.number("x", "X", "", 2, 1).shown(-0.0012));
        assertEquals("-0.01", TableColumn.number("x", "X", "", 2, 1).shown(-0.012));
    }

    @Test
    void emphasisIsUsedOnlyWithColour() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TableWriter(new PrintWriter(bytes, true, StandardCharsets.UTF_8), new Style(true))
                .write(months(), OutputFormat.TABLE);
        assertTrue(bytes.toString(StandardCharsets.UTF_8).contains("\u001b[1mA year\u001b[0m"));
    }

    @Test
    void rowsMustFitTheColumns() {
        assertThrows(IllegalArgumentException.class, () -> months().row("2026-03"));
    }
}
