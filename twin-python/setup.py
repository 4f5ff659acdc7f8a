"""Puts the Java server into the package when it is built from a checkout, so that an installation needs only a Java.

LOANTWIN_WITHOUT_SERVER=1 leaves it out: for clients of a server that runs elsewhere.
"""

import os
import shutil
import subprocess
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

HERE = Path(__file__).resolve().parent
TWIN = HERE.parent / "twin"
SERVER = HERE / "src" / "loantwin" / "_server"


def collect_server():
    """Copies the jars that ./twin runs, without those that only training needs."""
    if os.environ.get("LOANTWIN_WITHOUT_SERVER"):
        shutil.rmtree(SERVER, ignore_errors=True)
        return
    if not TWIN.is_file():  # an unpacked sdist, which carries them
        return
    subprocess.run([str(TWIN), "build"], check=True)
    runs = (HERE.parent / "target" / "twin" / "run").glob("*/classpath")
    classpath = max(runs, key=lambda file: file.stat().st_mtime).read_text()
    shutil.rmtree(SERVER, ignore_errors=True)
    SERVER.mkdir()
    for jar in classpath.split(os.pathsep):
        shutil.copy(jar, SERVER)


class BuildWithServer(build_py):
    """Collects the server before the package's data are listed; an editable installation uses the checkout's."""

    def run(self):
        if not getattr(self, "editable_mode", False):
            collect_server()
            shutil.rmtree(Path(self.build_lib) / "loantwin" / "_server", ignore_errors=True)  # of an earlier build
        super().run()


class SdistWithServer(sdist):
    """Collects the server before the files are listed."""

    def run(self):
        collect_server()
        super().run()


setup(cmdclass={"build_py": BuildWithServer, "sdist": SdistWithServer})
