/** Trained policies as ONNX files, which other languages and serving programs run; touches neither DL4J nor ND4J. */
package io.github.loantwin.agents.onnx;
