"""A training's event file, read by TensorBoard's own reader."""

import csv
import os
import pathlib
import subprocess

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

ROOT = pathlib.Path(__file__).resolve().parents[2]
AGENT = """\
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
TWIN = "extends: weekly\nepisode:\n  initialLoans: 60\n  maxPortfolioSize: 200\n  simulationDays: 60\n"
RUN = """\
algorithm: ppo
settings: {0}/agent.yaml
twin: {0}/twin.yaml
worlds: experiments/worlds.yaml
totalSteps: 32
seed: 1
decisionDays: 7
memoryHalfLifeDays: 60
deadband: 0.05
reference: group
copiesPerWorld: 2
evaluateEverySteps: 16
evaluationSeeds: 2
"""


def test_tensorboard_reads_what_a_training_logs(tmp_path):
    (tmp_path / "agent.yaml").write_text(AGENT)
    (tmp_path / "twin.yaml").write_text(TWIN)
    run = tmp_path / "run.yaml"
    run.write_text(RUN.format(tmp_path))
    environment = {**os.environ, "TWIN_RUNS": str(tmp_path / "runs"), "TWIN_QUIET": "1"}
    command = [str(ROOT / "twin"), "train", str(run), "--name", "short", "--threads", "1"]
    subprocess.run(command, check=True, env=environment, capture_output=True, timeout=300)

    events = EventAccumulator(str(tmp_path / "runs" / "short"))
    events.Reload()
    with open(tmp_path / "runs" / "short" / "metrics.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 3
    for tag in ("policy/loss", "value/loss", "validation/gain_over_hold"):
        wanted = [(int(row["step"]), float(row[tag])) for row in rows if row[tag]]
        got = [(event.step, event.value) for event in events.Scalars(tag)]
        assert [step for step, _ in got] == [step for step, _ in wanted]
        for (_, one), (_, other) in zip(got, wanted):
            assert abs(one - other) <= 1e-6 * max(1, abs(other))  # the event file keeps single precision
