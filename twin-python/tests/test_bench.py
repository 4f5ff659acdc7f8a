"""The benchmark measures what it says it does, and ``./twin bench grpc`` and its Python side understand each other."""

import json
import subprocess
import sys
from pathlib import Path

from loantwin import bench

TWIN = Path(__file__).resolve().parents[2] / "twin"


def test_rows_for_each_batch_with_and_without_infos_and_idle_ones_beside_them(capsys):
    assert bench.main(["--batches", "1,4", "--loans", "60", "--seconds", "0.05"]) == 0
    rows = json.loads(capsys.readouterr().out)
    cases = [(row["client"], row["batch"]) for row in rows]
    assert cases == [(client, batch) for batch in (1, 4) for client in ["python"] * 3 + ["gymnasium"] * 3]
    assert [row["transport"] for row in rows[3:6]] == ["bare", "make_vec", "make_vec, all infos"]
    assert rows[2]["transport"].endswith(", all infos")
    for row in [row for row in rows if row["client"] == "python"]:
        assert 0 < row["simulator_us"] < row["step_p50_us"] <= row["step_p99_us"]
        assert abs(row["overhead"] - row["beyond_p50_us"] / row["echo_p50_us"]) < 0.01


def test_the_command_shows_pythons_rows_beside_javas():
    command = [TWIN, "bench", "grpc", "--batches", "2", "--loans", "60", "--seconds", "0.1", "--output", "json"]
    run = subprocess.run([*command, "--python", sys.executable], capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, run.stderr
    rows = {(row["client"], row["transport"]): row for row in json.loads(run.stdout)}
    unix = [client for client, transport in rows if transport == "unix"]
    assert set(rows) >= {("in-process", "none"), ("java", "tcp"), ("python", "tcp"), ("gymnasium", "make_vec")}
    assert {("python", "tcp stream"), ("python", "unix stream")} & set(rows)
    assert unix in ([], ["java", "python"])  # where there are Unix sockets, both clients use them
    python = rows["python", "tcp"]
    assert python["batch"] == 2 and python["samples"] >= 1
    assert python["simulator_us"] < python["step_p50_us"] and python["echo_p50_us"] > 0
    rate = python["env_steps_per_second"] / rows["in-process", "none"]["env_steps_per_second"]
    assert abs(python["of_in_process"] - rate) < 0.01


def test_the_idle_environment_gives_as_many_infos_as_ours():
    names = bench._info_fields(None)
    *_, (_, idle) = bench._idle_vectors(2, names)
    ours = bench.LoanPortfolioVectorEnv(2, initial_portfolio_size=60)
    infos = ours.reset(seed=0)[1]
    assert set(idle.reset(seed=0)[1]) == set(infos) and len(infos) > 200
    ours.close()
