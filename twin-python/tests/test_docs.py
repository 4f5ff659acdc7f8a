"""The documentation is true: every block of Python in it runs, and prints what it says."""

import contextlib
import io
import re
import warnings
from pathlib import Path

import numpy as np
import pytest

import loantwin

ROOT = Path(__file__).resolve().parents[2]
PAGES = ["README.md", "docs/python.md", "twin-python/README.md"]


def blocks(page):
    """Language and text of every fenced block, in order."""
    return re.findall(r"^```(\w*)\n(.*?)^```$", (ROOT / page).read_text(encoding="utf-8"), re.M | re.S)


@pytest.mark.parametrize("page", PAGES)
def test_blocks_of_python_run_and_print_the_text_that_follows(page):
    space, ran = {}, 0
    fenced = blocks(page)
    for (language, code), (after, text) in zip(fenced, [*fenced[1:], ("", "")]):
        if language != "python":
            continue
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), warnings.catch_warnings():
            warnings.simplefilter("error")
            exec(compile(code, page, "exec"), space)
        ran += 1
        if "print(" in code and after == "text":
            assert printed.getvalue().split() == text.split()
    assert ran >= 1
    for value in space.values():
        if hasattr(value, "close"):
            value.close()


def test_the_error_shown_is_the_error_raised():
    (shown,) = [text for _, text in blocks("docs/python.md") if text.startswith(">>>")]
    call, said = shown.split("\n", 1)
    env = loantwin.LoanPortfolioEnv(initial_portfolio_size=80)
    env.reset(seed=1)
    with pytest.raises(loantwin.errors.LoanTwinError) as refused:
        eval(call.removeprefix(">>> "))
    kind = type(refused.value)
    assert f"{kind.__module__}.{kind.__name__}: {refused.value}" == said.strip()


def test_the_studies_of_the_table_run(monkeypatch):
    monkeypatch.chdir(ROOT)
    calls = re.findall(r"^\| `(loantwin\.\w+\(.*?\))` \|", (ROOT / "docs/python.md").read_text(encoding="utf-8"), re.M)
    assert [call.partition("(")[0] for call in calls] == [
        f"loantwin.{name}" for name in ("scenarios", "replay_scenario", "counterfactual", "optimize", "act")
    ]
    for call in calls:
        assert eval(call, {"loantwin": loantwin, "policy": "rule", "observations": np.zeros((2, 13))}) is not None


def test_every_error_of_the_table_is_what_it_says():
    text = (ROOT / "docs/python.md").read_text(encoding="utf-8").partition("## Errors")[2].partition("\n## ")[0]
    named = dict(re.findall(r"`(\w+)` \(([\w., ]+)\)", text))
    ours = loantwin.errors.LoanTwinError
    public = {name for name, kind in vars(loantwin.errors).items() if isinstance(kind, type) and issubclass(kind, ours)}
    assert set(named) == public - {"LoanTwinError"}
    for name, bases in named.items():
        known = {base.__name__ for base in getattr(loantwin.errors, name).__mro__}
        assert set(bases.replace(",", " ").split()) <= known, name


def test_arguments_and_names_are_documented():
    import inspect

    text = (ROOT / "docs/python.md").read_text(encoding="utf-8")
    for kind in (loantwin.LoanPortfolioEnv, loantwin.LoanPortfolioVectorEnv):
        for argument in inspect.signature(kind).parameters:
            assert argument in text or argument in kind.__doc__, argument
    for name in loantwin.__all__:
        assert getattr(loantwin, name).__doc__, name
