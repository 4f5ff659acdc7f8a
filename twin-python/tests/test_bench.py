"""The benchmark measures what it says it does."""

import json

from loantwin import bench


def test_a_line_per_batch(capsys):
    assert bench.main(["--batches", "1,4", "--calls", "5"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["batch"] for line in lines] == [1, 4]
    assert all(0 < line["simulator_us"] < line["step_p50_us"] for line in lines)
