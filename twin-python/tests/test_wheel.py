"""Wheel and sdist: they build, carry the light server, and work where there is neither a checkout nor Maven, only a Java."""

import os
import shutil
import site
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
BUILD = "import sys; from setuptools import build_meta; print(getattr(build_meta, sys.argv[1])(sys.argv[2]))"
USE = """
import gymnasium, loantwin, sys
env = gymnasium.make("loantwin/LoanPortfolio-v0", initial_portfolio_size=80)
observation, info = env.reset(seed=0)
observation, reward, terminated, truncated, info = env.step([0.0, 0.0, 0.0])
env.close()
loantwin.stop_server()
print(loantwin.__file__, observation.shape, terminated, truncated, "reward_vector" in info)
"""


def build(kind, source, out, **environment):
    out.mkdir(exist_ok=True)
    command = [sys.executable, "-c", BUILD, kind, out]
    everything = os.environ | environment
    run = subprocess.run(command, cwd=source, env=everything, capture_output=True, text=True, timeout=600)
    assert run.returncode == 0, run.stderr[-4000:]
    return out / run.stdout.split()[-1]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of the checkout, so that the checkout stays clean."""
    pytest.importorskip("setuptools", minversion="77")
    folder = tmp_path_factory.mktemp("build")
    copy = folder / "checkout" / "twin-python"
    shutil.copytree(PROJECT, copy, ignore=shutil.ignore_patterns("_server", "build", "*.egg-info", "__pycache__", "dist"))
    for name in ("twin", "target"):
        (copy.parent / name).symlink_to(PROJECT.parent / name)
    return copy


@pytest.fixture(scope="module")
def built(checkout):
    """The wheel of the checkout, in which an older one was built, and that of its sdist."""
    copy, folder = checkout, checkout.parents[1]
    older = copy / "build" / "lib" / "loantwin" / "_server"
    older.mkdir(parents=True)
    (older / "grpc-older.jar").touch()
    wheel = build("build_wheel", copy, folder / "direct")
    sdist = build("build_sdist", copy, folder / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    (unpacked,) = (folder / "unpacked").iterdir()
    return wheel, build("build_wheel", unpacked, folder / "from-sdist")


def test_the_sdist_gives_the_same_wheel(built):
    direct, from_sdist = (zipfile.ZipFile(wheel).namelist() for wheel in built)
    assert sorted(direct) == sorted(from_sdist)


def test_the_wheel_carries_the_light_server_and_the_types(built):
    names = zipfile.ZipFile(built[0]).namelist()
    jars = [Path(name).name for name in names if name.endswith(".jar")]
    assert "twin-server.jar" in jars and "twin-env.jar" in jars
    assert "grpc-older.jar" not in jars, "two versions of a library must not meet on the class path"
    assert not [jar for jar in jars if any(heavy in jar for heavy in ("nd4j", "deeplearning4j", "openblas", "javacpp"))]
    assert "loantwin/py.typed" in names and "loantwin/v1/session_pb2.pyi" in names
    assert built[0].stat().st_size < 75e6


def test_a_wheel_without_the_server_can_follow_one_with_it(built, checkout):
    wheel = build("build_wheel", checkout, checkout.parents[1] / "without", LOANTWIN_WITHOUT_SERVER="1")
    names = zipfile.ZipFile(wheel).namelist()
    assert "loantwin/env.py" in names and not [name for name in names if "_server/" in name]


def test_it_works_where_there_is_only_a_java(built, tmp_path):
    home = tmp_path / "empty"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin" / "python"
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(home), "platbase": str(home)}))
    with zipfile.ZipFile(built[1]) as wheel:  # a wheel without scripts is installed by being unpacked
        wheel.extractall(packages)
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()))  # so that no network is needed
    run = subprocess.run(
        [python, "-c", USE],
        cwd=tmp_path,
        env={"JAVA_HOME": java_home(), "HOME": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr[-4000:]
    place, *rest = run.stdout.split(maxsplit=1)
    assert Path(place).is_relative_to(packages.resolve()) or Path(place).is_relative_to(packages)
    assert rest == ["(13,) False False True\n"]


def java_home():
    given = os.environ.get("JAVA_HOME")
    return given or str(Path(shutil.which("java")).resolve().parents[1])
