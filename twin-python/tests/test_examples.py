"""The examples of policies in a program of their own act in a comparison, as their first lines say."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PORT = 50061
SMALL = "--only hold --seeds 0 --episodes 2 --scenarios gfc-peak --planner-worlds 0 --no-report".split()


def wait_for(process):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("localhost", PORT)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the example does not listen")


def score(rows, policy):
    (value,) = [row["value"] for row in rows if (row["policy"], row["scenario"], row["figure"]) == (policy, "all", "interquartile_mean")]
    return value


def test_the_same_rule_scores_the_same_over_grpc_and_as_a_script():
    environment = os.environ | {"PYTHONPATH": str(ROOT / "twin-python" / "src")}
    policy = subprocess.Popen([sys.executable, ROOT / "examples" / "grpc_policy.py"], env=environment)
    try:
        wait_for(policy)
        script = f"script=script:{sys.executable} {ROOT / 'examples' / 'script_policy.py'}"
        added = ["--add", f"grpc=grpc:localhost:{PORT}", "--add", script]
        command = [ROOT / "twin", "compare", *added, *SMALL, "--output", "json"]
        run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300)
        assert run.returncode == 0, run.stderr[-4000:]
    finally:
        policy.kill()
        policy.wait()
    rows = json.loads(run.stdout)
    assert score(rows, "grpc") == score(rows, "script") != score(rows, "hold")
