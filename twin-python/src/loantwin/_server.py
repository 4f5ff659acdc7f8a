"""Starts the Java server when no address is given, and shares it between all environments of this process and its workers."""

from __future__ import annotations

import atexit
import json
import logging
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
from collections import deque
from pathlib import Path

from loantwin.errors import ServerStartError

_LOG = logging.getLogger("loantwin")
_SHARED = "LOANTWIN_SHARED_SERVER"  # address and token of the running server, for workers
_LONGEST_SOCKET = 95
_START_SECONDS = 600  # the first call in a checkout builds
_SETTINGS = {"sessions.idleMinutes": "1440", "sessions.perClient": "10000"}  # it is this program's own server
_lock = threading.Lock()
_running: LocalServer | None = None


class LocalServer:
    """A server process that ends when this process ends, however it ends.

    Attributes:
        address: where it listens: a Unix socket in a private folder, or a random port of 127.0.0.1.
        token: the token that it asks for.
    """

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(32)
        self._pid = os.getpid()
        self._words: deque[str] = deque(maxlen=40)
        program = _command()  # first, as it may fail
        self._folder = tempfile.mkdtemp(prefix="loantwin-", dir=_runtime_folder())
        command = [*program, "serve", "--parent-stdin", "--output", "json", "--quiet"]
        for key, value in _SETTINGS.items():
            command += ["--set", f"{key}={value}"]
        if os.environ.get("LOANTWIN_POLICIES"):
            command += ["--policies", os.environ["LOANTWIN_POLICIES"]]
        path = os.path.join(self._folder, "socket")
        unix = sys.platform == "linux" and len(path.encode()) <= _LONGEST_SOCKET
        command += ["--socket", path, "--no-tcp"] if unix else ["--port", "0"]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "LOANTWIN_TOKEN": self.token},
            start_new_session=True,  # Ctrl-C is for this program; the server ends with its standard input
        )
        threading.Thread(target=self._listen, name="loantwin-server-words", daemon=True).start()
        facts = self._first_line()
        self.address = f"unix:{path}" if unix else f"127.0.0.1:{facts['port']}"
        atexit.register(self.stop)

    def _listen(self) -> None:
        for line in self._process.stderr or ():
            self._words.append(line.rstrip())
            _LOG.info("server: %s", line.rstrip())
            if line.startswith("Building LoanTwin"):
                print(line.rstrip(), file=sys.stderr, flush=True)

    def _first_line(self) -> dict:
        timer = threading.Timer(_START_SECONDS, self._process.kill)
        timer.daemon = True
        timer.start()
        line = self._process.stdout.readline() if self._process.stdout else ""
        timer.cancel()
        if line.startswith("{"):
            return json.loads(line)
        code = self._process.wait()
        words = "\n".join([line.rstrip(), *self._words]).strip()
        self._remove_folder()
        raise ServerStartError(f"the LoanTwin server did not start (exit code {code}). It said:\n{words}")

    def stop(self) -> None:
        """Ends the server; calls in flight are finished first."""
        if self._pid != os.getpid():
            return
        if self._process.poll() is None:
            self._end()
        self._remove_folder()

    def _end(self) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()

    def _remove_folder(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def alive(self) -> bool:
        """Returns whether the process runs; for a worker of the process that started it, whether it answers."""
        return self._process.poll() is None if self._pid == os.getpid() else answers(self.address)


def _runtime_folder() -> str | None:
    """A folder with a short name that only this user can enter."""
    folder = os.environ.get("XDG_RUNTIME_DIR")
    if folder and os.access(folder, os.W_OK):
        return folder
    return None if len(tempfile.gettempdir()) < 60 or not os.access("/tmp", os.W_OK) else "/tmp"


def _command() -> list[str]:
    """How a server is started: by the launcher of the checkout this file lies in, else by the package's own jars."""
    here = Path(__file__).resolve()
    for parent in here.parents:
        if (parent / "twin").is_file() and (parent / "twin-server" / "pom.xml").is_file():
            return [str(parent / "twin")]
    jars = sorted((here.parent / "_server").glob("*.jar"))
    if not jars:
        raise ServerStartError(
            "no address was given, and this installation of loantwin has no server to start.\nMaybe start one with"
            " './twin serve' and set LOANTWIN_ADDRESS to what it prints, or install from a checkout: pip install"
            " ./twin-python"
        )
    options = ["-XX:+UseSerialGC", *_large_pages()]
    return [_java(), *options, "-cp", os.pathsep.join(map(str, jars)), "io.github.loantwin.server.cli.Twin"]


def _large_pages() -> list[str]:
    """What makes many environments 5 to 10 % faster where Linux has large pages; elsewhere Java would complain of it."""
    try:
        modes = Path("/sys/kernel/mm/transparent_hugepage/enabled").read_text()
    except OSError:
        return []
    return [] if "[never]" in modes else ["-XX:+UseTransparentHugePages"]


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    java = os.path.join(home, "bin", "java") if home else shutil.which("java")
    if not java or not os.access(java, os.X_OK):
        raise ServerStartError(
            "the LoanTwin server needs Java 17 or newer, and no java was found"
            + (f" in JAVA_HOME={home}" if home else " on the PATH")
            + ".\nMaybe install one (on Debian or Ubuntu: apt install openjdk-17-jre-headless) or set JAVA_HOME."
        )
    return java


def answers(address: str) -> bool:
    """Returns whether something listens at an address."""
    unix = address.startswith("unix:")
    try:
        with socket.socket(socket.AF_UNIX if unix else socket.AF_INET) as probe:
            probe.settimeout(2)
            host, _, port = address.rpartition(":")
            probe.connect(address.removeprefix("unix:") if unix else (host, int(port)))
        return True
    except OSError:
        return False


def shared() -> tuple[str, str]:
    """Returns address and token of the server that this process and its workers share; starts it when there is none."""
    global _running
    with _lock:
        if _running is None or not _running.alive():
            inherited = json.loads(os.environ.get(_SHARED, "[]"))
            if inherited and answers(inherited[0]):
                return inherited[0], inherited[1]
            if _running is not None:
                _running.stop()  # it was killed: what it left goes
            _running = LocalServer()
            os.environ[_SHARED] = json.dumps([_running.address, _running.token])
        return _running.address, _running.token


def stop() -> None:
    """Ends the server that was started for this process, if there is one; the next call starts another."""
    global _running
    with _lock:
        if _running is not None:
            _running.stop()
            _running = None
            os.environ.pop(_SHARED, None)


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=lambda: globals().__setitem__("_lock", threading.Lock()))
