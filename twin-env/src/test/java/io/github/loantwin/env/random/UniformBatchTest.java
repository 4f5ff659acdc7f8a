package io.github.loantwin.env.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UniformBatchTest {
    @Test
    void givesTheNumbersOfSingleDraws() {
        SplittableRandom random = new SplittableRandom(1);
        UniformBatch batch = new UniformBatch();
        for (int trial = 0; trial < 200; trial++) {
            Draws draws = new Draws(random.nextLong());
            long[] ids = random.longs(300).toArray();
            int from = random.nextInt(40);
            int count = trial == 0 ? UniformBatch.SIZE : random.nextInt(UniformBatch.SIZE + 1);
            int date = random.nextInt();
            batch.fill(draws.key(), Stream.LOAN_MONTH, ids, from, count, date);
            for (int i = 0; i < count; i++) {
                draws.at(Stream.LOAN_MONTH, ids[from + i], date);
                assertEquals(draws.first(), batch.first()[i]);
                assertEquals(draws.second(), batch.second()[i]);
            }
        }
    }
}
