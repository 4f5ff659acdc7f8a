"""Trainings that take seconds: what ./twin train writes, for tests that read it."""

import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
PPO = """\
hidden: [8]
activation: tanh
copies: 2
rolloutSteps: 4
epochs: 1
minibatch: 8
learningRate: {start: 0.001, end: 0.0}
discount: 0.97
gaeLambda: 0.95
clip: 0.2
entropyCoefficient: 0.0
maxGradientNorm: 0.5
targetKl: 0.0
initialStd: 0.2
smallestStd: 0.05
noiseSteps: 4
adamEpsilon: 1.0e-5
"""
SAC = """\
replay:
  hidden: [12, 8]
  copies: 2
  roundsPerIteration: 4
  updatesPerRound: 2
  warmUpRounds: 4
  actorFromRound: 6
  batch: 8
  capacity: 64
  learningRate: 0.01
  actorLearningRate: 0.01
  discount: 0.9
  targetShare: 0.02
  actionScale: 4
  returnSteps: 2
  noiseSteps: 3
initialStd: 0.25
targetEntropy: -0.4
initialTemperature: 0.02
"""
DDQN = """\
doubleDqn: true
hidden: [12, 8]
episodeSteps: 7
warmUpSteps: 8
batch: 8
capacity: 64
targetEvery: 8
epsilonSteps: 16
smallestEpsilon: 0.05
learningRate: 0.01
discount: 0.9
gridLevel: 0.25
rewardFactor: 0.1
"""
SETTINGS = {"ppo": PPO, "sac": SAC, "ddqn": DDQN}
TWIN = "extends: weekly\nepisode:\n  initialLoans: 60\n  maxPortfolioSize: 200\n  simulationDays: 60\n"
RUN = """\
algorithm: {algorithm}
settings: {folder}/agent.yaml
twin: {folder}/twin.yaml
worlds: experiments/worlds.yaml
totalSteps: 32
seed: 1
decisionDays: 7
memoryHalfLifeDays: {memory}
deadband: {deadband}
reference: {reference}
copiesPerWorld: {copies}
evaluateEverySteps: 16
evaluationSeeds: 2
"""


def train(folder: pathlib.Path, algorithm: str, memory: float, deadband: float) -> pathlib.Path:
    """Trains for 32 decisions in a world of sixty loans and sixty days; returns the folder of the run."""
    (folder / "agent.yaml").write_text(SETTINGS[algorithm])
    (folder / "twin.yaml").write_text(TWIN)
    plan = folder / "run.yaml"
    grouped = algorithm == "ppo"
    reference, copies = ("group", 2) if grouped else ("hold", 1)
    plan.write_text(
        RUN.format(
            algorithm=algorithm, folder=folder, memory=memory, deadband=deadband, reference=reference, copies=copies
        )
    )
    environment = {**os.environ, "TWIN_RUNS": str(folder / "runs"), "TWIN_QUIET": "1"}
    command = [str(ROOT / "twin"), "train", str(plan), "--name", algorithm, "--threads", "1"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return folder / "runs" / algorithm
