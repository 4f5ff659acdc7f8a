package io.github.loantwin.env.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableFilesTest {
    @TempDir
    private Path folder;

    private static ReportTable losses() {
        return new ReportTable(
                        "Losses: nine quarters",
                        TableColumn.text("product", "Product"),
                        TableColumn.millions("loss", "Loss"),
                        TableColumn.percent("loss_rate", "Loss rate", 1))
                .row("Card, \"gold\"", 310_000.0, 0.1714)
                .breach("loss_rate")
                .row("Mortgage", Double.NaN, 0.013)
                .sum("All", 414_000.0, 0.042);
    }

    @Test
    void csvKeepsNaturalUnitsAndFullPrecision() {
        assertEquals(
                "product,loss,loss_rate\n\"Card, \"\"gold\"\"\",310000,0.1714\nMortgage,,0.013\nAll,414000,0.042\n",
                TableFiles.csv(losses()));
    }

    @Test
    void peopleSeeScaledRoundedNumbers() {
        ReportTable table = losses();
        assertEquals("0.31", table.columns().get(1).shown(table.rows().get(0)[1]));
        assertEquals("17.1", table.columns().get(2).shown(table.rows().get(0)[2]));
        assertEquals("-", table.columns().get(1).shown(table.rows().get(1)[1]));
    }

    @Test
    void xlsxHoldsOneSheetPerTableWithValuesUnderFormats() throws IOException {
        Path file = folder.resolve("losses.xlsx");
        TableFiles.writeXlsx(List.of(losses(), losses()), file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String workbook = text(zip, "xl/workbook.xml");
            assertTrue(workbook.contains("name=\"1 Losses  nine quarters\""), workbook);
            assertTrue(workbook.contains("name=\"2 Losses  nine quarters\""), workbook);
            String sheet = text(zip, "xl/worksheets/sheet1.xml");
            assertTrue(sheet.contains("<v>0.1714</v>"), "a percentage keeps its fraction");
            assertTrue(sheet.contains("<v>0.31</v>"), "money is in the unit of its heading");
            assertTrue(text(zip, "xl/styles.xml").contains("#,##0.0%"));
            assertTrue(text(zip, "xl/sharedStrings.xml").contains("Loss (million)"));
        }
    }

    @Test
    void aBreachNeedsAColumnOfTheTable() {
        assertThrows(IllegalArgumentException.class, () -> losses().breach("capital"));
    }

    private static String text(ZipFile zip, String entry) throws IOException {
        try (InputStream in = zip.getInputStream(zip.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
