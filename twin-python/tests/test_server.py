"""The server that the package starts: it ends with its parent, says why it cannot start, and can be lost."""

import os
import signal
import subprocess
import sys
import tempfile
import textwrap
import time
from pathlib import Path

import pytest

import loantwin
from loantwin import _server, errors


def python(code, **environment):
    clean = {key: value for key, value in os.environ.items() if not key.startswith("LOANTWIN_")}
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=clean | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment,
    )


def ended(pid, seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with open(f"/proc/{pid}/stat") as file:
                if file.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="looks for the process in /proc")
def test_server_ends_with_a_killed_parent():
    parent = python(
        """
        import loantwin, time
        loantwin.LoanPortfolioEnv(initial_portfolio_size=80).reset()
        print(loantwin._server._running._process.pid, flush=True)
        time.sleep(600)
        """
    )
    server = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    assert ended(server, 30)


ENDINGS = {
    "end": "",
    "sys.exit": "import sys; sys.exit(3)",
    "exception": "1 / 0",
    "os._exit": "import os; os._exit(0)",
    "kill": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "terminate": "import os, signal; os.kill(os.getpid(), signal.SIGTERM)",
    "Ctrl-C": "import os, signal; signal.signal(2, signal.default_int_handler); os.kill(os.getpid(), signal.SIGINT)",
    "server killed": "server._process.kill(); server._process.wait()",
    "server killed, another started": "server._process.kill(); server._process.wait(); loantwin._server.shared()",
    "after forks": "import os; child = os.fork(); child or loantwin.stop_server() or os._exit(0); os.waitpid(child, 0); env.step([0, 0, 0])",
}


@pytest.mark.skipif(not os.path.exists("/proc/self/stat"), reason="looks for the process in /proc")
@pytest.mark.parametrize("how", ENDINGS)
def test_neither_server_nor_folder_outlives_the_program(how):
    code = f"""
        import loantwin
        env = loantwin.LoanPortfolioEnv(initial_portfolio_size=80)
        env.reset(seed=1)
        server = loantwin._server._running
        print(server._process.pid, flush=True)
        {ENDINGS[how]}
    """
    with tempfile.TemporaryDirectory(prefix="lt", dir="/tmp") as place:  # short, as a socket's path must be
        out, err = python(code, TMPDIR=place, XDG_RUNTIME_DIR="").communicate(timeout=120)
        assert out.split(), err
        assert ended(int(out), 30), how
        assert not list(Path(place).glob("loantwin-*")), how


def test_lost_server_is_told_with_what_helps(small):
    code = f"""
        import loantwin
        env = loantwin.LoanPortfolioEnv(**{small})
        env.reset(seed=1)
        env.step([0, 0.01, 0])
        state = env.save()
        expected = env.step([0.05, 0, 0])
        loantwin._server._running._process.kill()
        loantwin._server._running._process.wait()
        try:
            env.step([0, 0, 0])
        except ConnectionError as error:
            print("restore()" in str(error))
        again = loantwin.LoanPortfolioEnv(**{small})
        again.restore(state)
        step = again.step([0.05, 0, 0])
        print((step[0] == expected[0]).all() and step[1:4] == expected[1:4])
        try:
            env.step([0, 0, 0])
        except loantwin.errors.SessionLostError as error:
            print("restore" in str(error))
    """
    out, err = python(code).communicate(timeout=120)
    assert out.split() == ["True"] * 3, err


def test_a_server_that_does_not_start_says_why(monkeypatch):
    monkeypatch.setattr(_server, "_SETTINGS", {"sessions.colour": "7"})
    with pytest.raises(errors.ServerStartError, match="sessions.colour"):
        _server.LocalServer()


@pytest.mark.parametrize("missing", ["java", "server"])
def test_a_server_that_cannot_be_started_leaves_no_folder(monkeypatch, tmp_path, missing):
    monkeypatch.setattr(_server, "__file__", str(tmp_path / "package" / "_server.py"))  # as installed, without a checkout
    jars = tmp_path / "package" / "_server"
    jars.mkdir(parents=True)
    if missing == "java":
        (jars / "twin-server.jar").touch()
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nowhere"))
    made = []
    monkeypatch.setattr(_server.tempfile, "mkdtemp", lambda **_: made.append(1) or str(tmp_path))
    with pytest.raises(errors.ServerStartError, match="Java 17 or newer.*nowhere" if missing == "java" else "no server to start"):
        _server.LocalServer()
    assert not made


def test_programs_address_goes_before_the_own_server(monkeypatch):
    monkeypatch.setenv("LOANTWIN_ADDRESS", "127.0.0.1:1")
    with pytest.raises(ConnectionError):
        loantwin.LoanPortfolioEnv()
