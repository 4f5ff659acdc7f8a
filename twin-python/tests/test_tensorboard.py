"""A training's event file, read by TensorBoard's own reader."""

import csv

from small_runs import train
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator


def test_tensorboard_reads_what_a_training_logs(tmp_path):
    run = train(tmp_path, "ppo", memory=60, deadband=0.05)
    events = EventAccumulator(str(run))
    events.Reload()
    with open(run / "metrics.csv", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) >= 3
    for tag in ("policy/loss", "value/loss", "validation/gain_over_hold"):
        wanted = [(int(row["step"]), float(row[tag])) for row in rows if row[tag]]
        got = [(event.step, event.value) for event in events.Scalars(tag)]
        assert [step for step, _ in got] == [step for step, _ in wanted]
        for (_, one), (_, other) in zip(got, wanted):
            assert abs(one - other) <= 1e-6 * max(1, abs(other))  # the event file keeps single precision
