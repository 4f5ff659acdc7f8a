package io.github.loantwin.agents;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.loantwin.agents.policy.SamplePolicies;
import io.github.loantwin.agents.policy.TrainedPolicy;
import io.github.loantwin.env.ActionLayout;
import io.github.loantwin.env.ObservationLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCatalogueTest {
    @TempDir
    private Path folder;

    @Test
    void aFolderNamesItsPolicy() throws Exception {
        TrainedPolicy policy = SamplePolicies.weekly(8);
        policy.save(folder);
        float[] observation = new float[ObservationLayout.SIZE];
        float[] wanted = new float[ActionLayout.SIZE];
        float[] got = new float[ActionLayout.SIZE];
        policy.act(observation, wanted);
        PolicyCatalogue.named(folder.toString(), 7).make().act(observation, got);
        assertArrayEquals(wanted, got);
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        assertEquals(
                "constant:0.02,0,0",
                PolicyCatalogue.named("constant:0.02,0,0", 1).name());
        assertEquals("rule", PolicyCatalogue.named("rule", 30).name());
        String unknown = refusal("hodl");
        assertTrue(unknown.contains("or the folder of a trained policy, such as runs/NAME, got 'hodl'"), unknown);
        String nowhere = refusal(folder.resolve("nowhere").toString());
        assertTrue(nowhere.contains("no policy.json in") && nowhere.contains("nowhere"), nowhere);
    }

    private static String refusal(String text) {
        return assertThrows(IllegalArgumentException.class, () -> PolicyCatalogue.named(text, 1))
                .getMessage();
    }
}
