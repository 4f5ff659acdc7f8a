package io.github.loantwin.agents.policy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.Evaluator;
import io.github.loantwin.env.LoanEnv;
import io.github.loantwin.env.ObservationLayout;
import io.github.loantwin.env.StepResult;
import io.github.loantwin.env.config.TwinConfig;
import io.github.loantwin.env.random.Draws;
import io.github.loantwin.env.random.Stream;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedPolicyTest {
    @TempDir
    private Path folder;

    private static float[] observation(int n) {
        Draws draws = new Draws(99);
        float[] observation = new float[ObservationLayout.SIZE];
        for (int i = 0; i < observation.length; i++) {
            observation[i] = (float) draws.normal(Stream.POLICY, n, i);
        }
        return observation;
    }

    /** The same network, written as the formula, in double precision. */
    private static double[] plainAction(TrainedPolicy policy, double[] features) {
        DenseNetwork network = policy.network();
        Normaliser normaliser = policy.description().normaliser();
        double[] x = new double[features.length];
        for (int i = 0; i < x.length; i++) {
            double scaled = (features[i] - normaliser.mean()[i]) / normaliser.scale()[i];
            x[i] = Math.max(-10, Math.min(10, scaled));
        }
        for (int layer = 0; layer < network.layers(); layer++) {
            double[] y = new double[network.sizes()[layer + 1]];
            for (int j = 0; j < y.length; j++) {
                y[j] = network.biases(layer)[j];
                for (int i = 0; i < x.length; i++) {
                    y[j] += x[i] * network.weights(layer)[i * y.length + j];
                }
                y[j] = layer == network.layers() - 1 ? y[j] : Math.tanh(y[j]);
            }
            x = y;
        }
        double[] action = new double[ActionLayout.SIZE];
        for (int c = 0; c < action.length; c++) {
            action[c] = ActionLayout.bound(c) * Math.tanh(x[c]);
        }
        return action;
    }

    @Test
    void actsAsTheFormulaSays() {
        TrainedPolicy policy = SamplePolicies.weekly(3);
        double[] mean = new double[ObservationLayout.SIZE];
        float[] action = new float[ActionLayout.SIZE];
        policy.reset(0);
        for (int n = 0; n < 20; n++) {
            float[] seen = observation(n);
            double[] features = new double[2 * mean.length];
            for (int i = 0; i < mean.length; i++) {
                mean[i] = n == 0 ? seen[i] : mean[i] + (1 - Math.pow(0.5, 7 / 60.0)) * (seen[i] - mean[i]);
                features[i] = seen[i];
                features[mean.length + i] = seen[i] - mean[i];
            }
            policy.act(seen, action);
            double[] plain = plainAction(policy, features);
            for (int c = 0; c < action.length; c++) {
                assertEquals(plain[c], action[c], 2e-6 * ActionLayout.bound(c), "decision " + n + ", component " + c);
            }
        }
    }

    @Test
    void aSavedPolicyActsBitForBitAlike() throws Exception {
        TrainedPolicy policy = SamplePolicies.weekly(4);
        policy.save(folder);
        TrainedPolicy loaded = TrainedPolicy.load(folder);
        float[] action = new float[ActionLayout.SIZE];
        float[] again = new float[ActionLayout.SIZE];
        for (int n = 0; n < 10; n++) {
            policy.act(observation(n), action);
            loaded.act(observation(n), again);
            assertArrayEquals(action, again);
        }
        assertEquals("ppo", loaded.description().algorithm());
    }

    @Test
    void equalPoliciesGiveEqualFiles() throws Exception {
        SamplePolicies.weekly(4).save(folder.resolve("a"));
        Thread.sleep(10);
        SamplePolicies.weekly(4).save(folder.resolve("b"));
        for (String file : new String[] {"policy.json", "weights.npz"}) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            folder.resolve("a").resolve(file),
                            folder.resolve("b").resolve(file)));
        }
    }

    @Test
    void theGridTakesTheFirstOfTheLargest() {
        TrainedPolicy policy = SamplePolicies.of(1, ActionHead.GRID, 0, 7, 13, 27);
        java.util.Arrays.fill(policy.network().weights(0), 0f);
        java.util.Arrays.fill(policy.network().biases(0), 0f);
        policy.network().biases(0)[5] = 1f; // 5 = 2 + 3 * 1 + 9 * 0: high, zero, low
        policy.network().biases(0)[7] = 1f;
        float[] action = new float[ActionLayout.SIZE];
        policy.act(observation(1), action);
        assertArrayEquals(new float[] {0.05f, 0f, -0.05f}, action, "outer points at half the bounds, 0.1");
    }

    /** Format 1 knew no share: its actions span the whole box. */
    @Test
    void readsAPolicyOfFormatOne() throws Exception {
        TrainedPolicy policy = SamplePolicies.weekly(6);
        policy.save(folder);
        Path file = folder.resolve("policy.json");
        String text = Files.readString(file);
        String old =
                text.replaceFirst("\"format\" : 2", "\"format\" : 1").replaceFirst("\\s*\"actionShare\" : 1.0,", "");
        assertNotEquals(-1, text.indexOf("actionShare"));
        assertEquals(-1, old.indexOf("actionShare"));
        Files.writeString(file, old);
        float[] wanted = new float[ActionLayout.SIZE];
        float[] got = new float[ActionLayout.SIZE];
        policy.act(observation(2), wanted);
        TrainedPolicy.load(folder).act(observation(2), got);
        assertArrayEquals(wanted, got);
        Files.writeString(file, text.replaceFirst("\"actionShare\" : 1.0", "\"actionShare\" : 1.5"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> TrainedPolicy.load(folder))
                .getMessage()
                .contains("actionShare"));
    }

    /** Held for seven days in an environment of days, it does what it does in the environment of weeks. */
    @Test
    void decidesAsOftenAsInTrainingWhateverTheEnvironment() {
        TwinConfig days = TwinConfig.defaults().with("episode.simulationDays", 70);
        TwinConfig weeks = days.with("episode.decisionDays", 7);
        TrainedPolicy policy = SamplePolicies.weekly(5);
        long[] seeds = {3, 4};
        double daily = new Evaluator(days)
                .evaluate(() -> policy.inEnvironment(1), seeds)
                .meanReturn();
        double weekly = new Evaluator(weeks).evaluate(policy::copy, seeds).meanReturn();
        assertEquals(weekly, daily, 1e-9);
        String message = assertThrows(IllegalArgumentException.class, () -> policy.inEnvironment(2))
                .getMessage();
        assertTrue(message.contains("divide the 7 days") && message.contains("Maybe"), message);
    }

    @Test
    void itsActionsAreInsideTheBox() {
        LoanEnv env = new LoanEnv(TwinConfig.load("weekly"));
        TrainedPolicy policy = SamplePolicies.weekly(6);
        float[] observation = env.reset(1).observation();
        float[] action = new float[ActionLayout.SIZE];
        for (int n = 0; n < 10; n++) {
            policy.act(observation, action);
            StepResult step = env.step(action);
            observation = step.observation();
        }
        assertFalse(java.util.Arrays.equals(action, new float[3]));
    }

    @Test
    void actsWithoutAllocating() {
        TrainedPolicy policy = SamplePolicies.weekly(7);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] seen = observation(1);
        float[] action = new float[ActionLayout.SIZE];
        for (int n = 0; n < 20_000; n++) {
            policy.act(seen, action);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int n = 0; n < 10_000; n++) {
            policy.act(seen, action);
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 10_000, allocated + " bytes for 10,000 actions");
    }

    private String refused() {
        String message = assertThrows(IllegalArgumentException.class, () -> TrainedPolicy.load(folder))
                .getMessage();
        return message;
    }

    @Test
    void aMissingFileIsNamed() throws Exception {
        assertTrue(refused().contains("no policy.json in"), refused());
        SamplePolicies.weekly(1).save(folder);
        Files.delete(folder.resolve("weights.npz"));
        assertTrue(refused().contains("no weights.npz in") && refused().contains("\nMaybe"), refused());
    }

    @Test
    void aDamagedArchiveIsRefusedWhereverItIsDamaged() throws Exception {
        SamplePolicies.weekly(1).save(folder);
        Path file = folder.resolve("weights.npz");
        byte[] whole = Files.readAllBytes(file);
        for (int cut : new int[] {0, 3, 40, 200, 1000, whole.length / 2}) {
            Files.write(file, java.util.Arrays.copyOf(whole, cut));
            assertTrue(refused().contains("weights.npz"), "cut at " + cut + ": " + refused());
        }
        try (RandomAccessFile access =
                new RandomAccessFile(Files.write(file, whole).toFile(), "rw")) {
            access.seek(700);
            access.write(whole[700] ^ 1);
        }
        assertTrue(refused().contains("weights.npz must be a NumPy archive"), refused());
    }

    @Test
    void weightsOfAnotherShapeAreRefused() throws Exception {
        SamplePolicies.of(1, ActionHead.TANH, 60, 7, 26, 8, 8, 3).save(folder.resolve("other"));
        SamplePolicies.weekly(1).save(folder);
        Files.delete(folder.resolve("weights.npz"));
        Files.copy(folder.resolve("other/weights.npz"), folder.resolve("weights.npz"));
        assertTrue(refused().contains("layer0_weight of shape [26, 16], got [26, 8]"), refused());
    }

    private void edit(String what, String with) throws Exception {
        SamplePolicies.weekly(1).save(folder);
        Path file = folder.resolve("policy.json");
        String text = Files.readString(file);
        assertTrue(text.contains(what), text);
        Files.writeString(file, text.replace(what, with));
    }

    @Test
    void aNewerFormatIsRefusedBeforeItsFieldsAreRead() throws Exception {
        edit("\"format\" : 2,", "\"format\" : 3, \"shiny\" : true,");
        assertTrue(refused().contains("format up to 2, got 3") && refused().contains("Maybe a newer"), refused());
    }

    @Test
    void anotherEnvironmentIsRefused() throws Exception {
        edit("LoanPortfolio-v0", "LoanPortfolio-v1");
        assertTrue(refused().contains("environment must be loantwin/LoanPortfolio-v0"), refused());
        edit("\"credit_policy\"", "\"credit_line\"");
        assertTrue(refused().contains("action must be the environment's"), refused());
    }

    @Test
    void unknownMissingAndDamagedTextIsRefused() throws Exception {
        edit("\"algorithm\" : \"ppo\",", "\"algorithm\" : \"ppo\", \"colour\" : 1,");
        assertTrue(refused().contains("colour"), refused());
        edit("\"decisionDays\" : 7,", "");
        assertTrue(refused().contains("decisionDays"), refused());
        edit("\"format\" : 2,", "\"format\" : ");
        assertTrue(refused().contains("policy.json is no description of a policy"), refused());
    }

    /** By hand, a band of 0.1: 0.5 is taken, 0.59 is not, 0.61 is, 0.55 is not. */
    @Test
    void smallChangesLeaveTheActionInForce() {
        Deadband band = new Deadband(1, 0.1);
        float[] wanted = {0.5f, 0.59f, 0.61f, 0.55f};
        float[] got = wanted.clone();
        for (int i = 0; i < 4; i++) {
            band.pass(got, i);
        }
        assertArrayEquals(new float[] {0.5f, 0.5f, 0.61f, 0.61f}, got);
        band.clear();
        float[] first = {0.02f};
        band.pass(first, 0);
        assertArrayEquals(new float[] {0.02f}, first);
    }
}
