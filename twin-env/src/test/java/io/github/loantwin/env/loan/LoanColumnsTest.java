package io.github.loantwin.env.loan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loans come and go at random; the columns agree with plain sets, whatever has been shifted or grown. */
class LoanColumnsTest {
    private final LoanColumns columns = new LoanColumns(60);
    private final List<TreeSet<Long>> expected = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void keepsEveryLoanInItsSegmentAndRun(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int d = 0; d < LoanColumns.SEGMENTS * Product.COUNT; d++) {
            expected.add(new TreeSet<>());
        }
        int lastCapacity = columns.capacity();
        int grown = 0;
        for (long id = 1; id < 400 * seed; id++) {
            int segment = random.nextInt(5) == 0 ? 3 : random.nextInt(LoanColumns.SEGMENTS);
            int product = random.nextInt(Product.COUNT);
            if (random.nextInt(3) > 0) {
                append(segment, product, id);
            } else {
                remove(segment, random);
            }
            if (columns.capacity() != lastCapacity) {
                lastCapacity = columns.capacity();
                grown++;
            }
            if (id % 50 == 0) {
                compare();
            }
        }
        compare();
        // Columns are replaced when the book passes capacity / 1.1, by ones an eighth larger: ln(1,034 / 60) / ln 1.125
        // = 24.
        assertTrue(grown <= 24, "grown " + grown + " times to " + lastCapacity + " for " + columns.count());
        assertTrue(lastCapacity <= 1.1 * 1.125 * columns.count() + 150, lastCapacity + " for " + columns.count());
    }

    private void append(int segment, int product, long id) {
        int slot = columns.append(segment, product);
        columns.id[slot] = id;
        columns.balance[slot] = 10 * id;
        columns.score[slot] = (short) id;
        expected.get(segment * Product.COUNT + product).add(id);
    }

    private void remove(int segment, SplittableRandom random) {
        if (columns.size(segment) == 0) {
            return;
        }
        int slot = columns.start(segment) + random.nextInt(columns.size(segment));
        expected.get(segment * Product.COUNT + columns.product[slot]).remove(columns.id[slot]);
        columns.remove(segment, slot);
    }

    private void compare() {
        int total = 0;
        for (int segment = 0; segment < LoanColumns.SEGMENTS; segment++) {
            int slot = columns.start(segment);
            for (int k = Product.COUNT - 1; k >= 0; k--) {
                assertEquals(slot, columns.runStart(segment, k));
                TreeSet<Long> run = new TreeSet<>();
                for (; slot < columns.runEnd(segment, k); slot++) {
                    assertEquals(k, columns.product[slot]);
                    assertEquals(10 * columns.id[slot], columns.balance[slot]);
                    assertEquals((short) columns.id[slot], columns.score[slot]);
                    run.add(columns.id[slot]);
                }
                assertEquals(expected.get(segment * Product.COUNT + k), run);
                total += run.size();
            }
            assertEquals(columns.start(segment) + columns.size(segment), slot);
        }
        assertEquals(columns.count(), total);
    }

    /** A book whose size stays needs no new columns, however its loans are spread over the month. */
    @Test
    void aBookOfConstantSizeDoesNotGrow() {
        SplittableRandom random = new SplittableRandom(9);
        LoanColumns book = new LoanColumns(1250);
        for (int n = 0; n < 1000; n++) {
            book.append(random.nextInt(LoanColumns.SEGMENTS), random.nextInt(Product.COUNT));
        }
        int capacity = book.capacity();
        for (int n = 0; n < 20_000; n++) {
            int segment = random.nextInt(LoanColumns.SEGMENTS);
            if (book.size(segment) > 0) {
                book.remove(segment, book.start(segment) + random.nextInt(book.size(segment)));
                book.append(random.nextInt(LoanColumns.SEGMENTS), random.nextInt(Product.COUNT));
            }
        }
        assertEquals(capacity, book.capacity());
    }
}
