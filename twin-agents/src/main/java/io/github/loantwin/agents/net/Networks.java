package io.github.loantwin.agents.net;

import io.github.loantwin.agents.policy.Activation;
import io.github.loantwin.env.check.ArgCheck;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Makes DL4J networks of dense layers in single precision. */
public final class Networks {
    private Networks() {}

    /** Returns the sizes of a network's layers: inputs, then outputs of the hidden layers and of the last. */
    public static int[] sizes(int inputs, int[] hidden, int outputs) {
        int[] sizes = new int[hidden.length + 2];
        sizes[0] = inputs;
        System.arraycopy(hidden, 0, sizes, 1, hidden.length);
        sizes[sizes.length - 1] = outputs;
        return sizes;
    }

    /**
     * Creates an initialised network.
     *
     * <p>Weights of hidden layers are drawn as DL4J does for their activation: normal with variance 2 / (in + out) for tanh
     * (Glorot and Bengio 2010), uniform with variance 2 / in for relu (He et al. 2015); biases are 0.
     *
     * @param sizes inputs, then outputs of every layer
     * @param hidden activation of all layers but the last, which has none
     * @param outputGain factor on the last layer's weights: with 0.01 a fresh policy does almost nothing, which here is the
     *     base policy
     * @param seed of the weights; networks that are to differ, such as twin critics, need different ones
     */
    public static MultiLayerNetwork create(int[] sizes, Activation hidden, double outputGain, long seed) {
        ArgCheck.that(sizes.length >= 2, "a network must have at least one layer", sizes.length + " sizes");
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(DataType.FLOAT)
                .updater(new Sgd(1.0)) // never used: the optimiser is Adam of this package
                .weightInit(hidden == Activation.RELU ? WeightInit.RELU_UNIFORM : WeightInit.XAVIER)
                .miniBatch(false)
                .list();
        int last = sizes.length - 2;
        for (int layer = 0; layer <= last; layer++) {
            list.layer(new DenseLayer.Builder()
                    .nIn(sizes[layer])
                    .nOut(sizes[layer + 1])
                    .activation(dl4j(layer == last ? Activation.IDENTITY : hidden))
                    .build());
        }
        MultiLayerConfiguration configuration = list.build();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        network.getLayer(last).getParam("W").muli(outputGain);
        return network;
    }

    /**
     * Creates a network that DL4J itself trains, by Adam on squared errors, for libraries that fit networks by themselves.
     *
     * @param sizes inputs, then outputs of every layer
     * @param hidden activation of all layers but the last, which has none
     * @param learningRate of Adam
     * @param seed of the weights
     */
    public static MultiLayerNetwork createFitted(int[] sizes, Activation hidden, double learningRate, long seed) {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
        NeuralNetConfiguration.ListBuilder list = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(DataType.FLOAT)
                .updater(new org.nd4j.linalg.learning.config.Adam(learningRate))
                .weightInit(hidden == Activation.RELU ? WeightInit.RELU_UNIFORM : WeightInit.XAVIER)
                .list();
        int last = sizes.length - 2;
        for (int layer = 0; layer < last; layer++) {
            list.layer(new DenseLayer.Builder()
                    .nIn(sizes[layer])
                    .nOut(sizes[layer + 1])
                    .activation(dl4j(hidden))
                    .build());
        }
        list.layer(new OutputLayer.Builder(LossFunctions.LossFunction.MSE)
                .nIn(sizes[last])
                .nOut(sizes[last + 1])
                .activation(dl4j(Activation.IDENTITY))
                .build());
        MultiLayerNetwork network = new MultiLayerNetwork(list.build());
        network.init();
        return network;
    }

    private static org.nd4j.linalg.activations.Activation dl4j(Activation activation) {
        return switch (activation) {
            case RELU -> org.nd4j.linalg.activations.Activation.RELU;
            case TANH -> org.nd4j.linalg.activations.Activation.TANH;
            case IDENTITY -> org.nd4j.linalg.activations.Activation.IDENTITY;
        };
    }
}
