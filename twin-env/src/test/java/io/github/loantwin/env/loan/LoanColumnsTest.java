package io.github.loantwin.env.loan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
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
                remove(segment, random, 1);
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

    /** Blocks of loans come and go at once, as in a day; every column of a loan moves with it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void keepsEveryLoanWhenManyComeAndGo(long seed) throws IllegalAccessException {
        SplittableRandom random = new SplittableRandom(seed);
        for (int d = 0; d < LoanColumns.SEGMENTS * Product.COUNT; d++) {
            expected.add(new TreeSet<>());
        }
        LoanColumns waiting = new LoanColumns(64);
        long id = 1;
        for (int round = 0; round < 60 * seed; round++) {
            int segment = random.nextInt(3);
            for (int k = 0; k < Product.COUNT; k++) {
                int added = random.nextInt(4) == 0 ? random.nextInt(60) : random.nextInt(3);
                for (int n = 0; n < added; n++) {
                    write(waiting, n, k, id + n);
                    expected.get(segment * Product.COUNT + k).add(id + n);
                }
                int first = columns.insert(segment, k, waiting, added);
                for (int n = 0; n < added; n++) {
                    assertEquals(id + n, columns.id[first + n]);
                }
                id += added;
            }
            remove(segment, random, random.nextInt(2) == 0 ? random.nextInt(columns.size(segment) + 1) : 2);
            compare();
        }
        for (int d = 0; d < LoanColumns.SEGMENTS; d++) {
            for (int i = columns.start(d); i < columns.start(d) + columns.size(d); i++) {
                LoanColumns alone = new LoanColumns(1);
                write(alone, 0, columns.product[i], columns.id[i]);
                for (Field column : ColumnBytesTest.columns()) {
                    Object value = Array.get(column.get(columns), i);
                    assertEquals(Array.get(column.get(alone), 0), value, column.getName());
                }
            }
        }
    }

    private static void write(LoanColumns to, int slot, int product, long id) throws IllegalAccessException {
        int c = 0;
        for (Field column : ColumnBytesTest.columns()) {
            ColumnBytesTest.set(column.get(to), slot, (int) (id * ++c % 8191));
        }
        to.id[slot] = id;
        to.product[slot] = (byte) product;
        to.missed[slot] = (byte) (id % 5);
        to.balance[slot] = 10 * id;
        to.score[slot] = (short) id;
    }

    private void append(int segment, int product, long id) {
        int slot = columns.append(segment, product);
        columns.id[slot] = id;
        columns.missed[slot] = 0;
        columns.balance[slot] = 10 * id;
        columns.score[slot] = (short) id;
        expected.get(segment * Product.COUNT + product).add(id);
    }

    private void remove(int segment, SplittableRandom random, int times) {
        int removed = 0;
        for (int n = 0; n < Math.min(times, columns.size(segment)); n++) {
            int slot = columns.start(segment) + random.nextInt(columns.size(segment));
            if (columns.missed[slot] != LoanColumns.GONE) {
                columns.missed[slot] = LoanColumns.GONE;
                expected.get(segment * Product.COUNT + columns.product[slot]).remove(columns.id[slot]);
                removed++;
            }
        }
        assertEquals(removed, columns.removeGone(segment));
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
                book.missed[book.start(segment) + random.nextInt(book.size(segment))] = LoanColumns.GONE;
                book.removeGone(segment);
                int slot = book.append(random.nextInt(LoanColumns.SEGMENTS), random.nextInt(Product.COUNT));
                book.missed[slot] = 0;
            }
        }
        assertEquals(capacity, book.capacity());
    }
}
