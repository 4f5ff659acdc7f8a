"""One server for all tests: the one that the package starts itself."""

import numpy as np
import pytest

import loantwin

SMALL = {"initial_portfolio_size": 80, "simulation_days": 12}


@pytest.fixture(scope="session", autouse=True)
def server():
    """Ends the server with the tests, so that a later run does not meet it."""
    yield
    loantwin.stop_server()


@pytest.fixture
def small():
    """Arguments of a small world: 80 loans, 12 days."""
    return dict(SMALL)


@pytest.fixture
def env(small):
    """A small lender."""
    made = loantwin.LoanPortfolioEnv(**small)
    yield made
    made.close()


@pytest.fixture
def actions():
    """A batch of actions for a step: inside the box, different for every row and step."""

    def wave(step, n):
        bound = np.array([0.1, 0.02, 0.1])
        return (bound * np.sin(1.7 * step + 0.9 * np.arange(3 * n).reshape(n, 3))).astype(np.float32)

    return wave
