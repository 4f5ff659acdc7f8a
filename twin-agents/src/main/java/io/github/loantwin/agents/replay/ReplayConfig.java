package io.github.loantwin.agents.replay;

import io.github.loantwin.env.check.ArgCheck;

/**
 * Settings that algorithms with a replay buffer share.
 *
 * @param hidden sizes of the hidden layers of actor and critics: larger ones can express more and cost time
 * @param copies environments stepped together: more of them gather data of more worlds between updates
 * @param roundsPerIteration steps of every copy between log entries; nothing is learned differently by it
 * @param updatesPerRound gradient steps after every step of all copies: more learn more from each experience, until the
 *     critics believe their own errors
 * @param warmUpRounds steps of every copy before the first update, taken by the fresh policy with its noise
 * @param actorFromRound step of every copy from which on the actor learns too: before it only the critics do, from what the fresh
 *     policy and its noise have seen. An actor that begins with critics of little data runs off and takes long to return
 * @param batch experiences of an update: larger ones are less noisy and cost time
 * @param capacity of the buffer: a larger one forgets less and keeps what old policies did
 * @param learningRate of Adam for the critics: larger ones learn faster and less steadily
 * @param actorLearningRate of Adam for the actor: smaller than the critics', it averages over what they wrongly believe for a while
 * @param discount weight of the next step's value: the horizon is 1 / (1 - discount) steps; a longer one sees later losses and
 *     makes the critics' task harder
 * @param targetShare by which target networks follow at every update: smaller is steadier and slower
 * @param actionScale critics see actions multiplied by it: 1 over the standard deviation of exploration makes them as large as
 *     the normalised features; seen smaller, critics fit the luck of features before they learn what actions do
 * @param returnSteps rewards that are added up before the rest is taken from the critics (n-step returns, as in Barth-Maron et
 *     al. 2018): more show slow effects of an action that stays in force, and are noisier and biased towards the policy that
 *     was acting; the first action of the row stands for all of them
 * @param noiseSteps steps for which a copy holds its exploration noise: effects that take months show, and a policy that
 *     jumps every week is not what is scored
 */
public record ReplayConfig(
        int[] hidden,
        int copies,
        int roundsPerIteration,
        int updatesPerRound,
        int warmUpRounds,
        int actorFromRound,
        int batch,
        int capacity,
        double learningRate,
        double actorLearningRate,
        double discount,
        double targetShare,
        int returnSteps,
        double actionScale,
        int noiseSteps) {
    public ReplayConfig {
        hidden = ArgCheck.notNull("hidden", hidden).clone();
        for (int size : hidden) {
            ArgCheck.inClosed("hidden", size, 1, 4096);
        }
        ArgCheck.inClosed("copies", copies, 1, 4096);
        ArgCheck.inClosed("roundsPerIteration", roundsPerIteration, 1, 100_000);
        ArgCheck.inClosed("updatesPerRound", updatesPerRound, 0, 10_000);
        ArgCheck.inClosed("warmUpRounds", warmUpRounds, 1, 1_000_000);
        ArgCheck.inClosed("actorFromRound", actorFromRound, 0, 1_000_000);
        ArgCheck.inClosed("batch", batch, 1, 1 << 16);
        ArgCheck.inClosed("capacity", capacity, copies, 1 << 24);
        ArgCheck.inOpenClosed("learningRate", learningRate, 0, 1);
        ArgCheck.inOpenClosed("actorLearningRate", actorLearningRate, 0, 1);
        ArgCheck.inClosed("discount", discount, 0, 1);
        ArgCheck.inOpenClosed("targetShare", targetShare, 0, 1);
        ArgCheck.inOpenClosed("actionScale", actionScale, 0, 1000);
        ArgCheck.inClosed("returnSteps", returnSteps, 1, 100_000);
        ArgCheck.inClosed("noiseSteps", noiseSteps, 1, 100_000);
    }

    @Override
    public int[] hidden() {
        return hidden.clone();
    }
}
