"""LoanTwin: a digital twin of a lending business, as a Gymnasium environment.

    import gymnasium, loantwin
    env = gymnasium.make("loantwin/LoanPortfolio-v0")

The simulator runs in a Java server. With no address given, one is started and shared by all environments of the program.
"""

from loantwin import errors
from loantwin._client import Client, client, version
from loantwin._registration import register
from loantwin._server import stop as stop_server
from loantwin._world import Network, Trained
from loantwin.env import (
    LoanPortfolioEnv,
    LoanPortfolioMOEnv,
    LoanPortfolioNormalizedEnv,
    LoanPortfolioTwinEnv,
)
from loantwin.explain import StepExplanation
from loantwin.studies import act, counterfactual, optimize, replay_scenario, scenarios, server_info
from loantwin.vector import (
    LoanPortfolioMOVectorEnv,
    LoanPortfolioNormalizedVectorEnv,
    LoanPortfolioVectorEnv,
)

__version__ = version()
__all__ = [
    "Client",
    "LoanPortfolioEnv",
    "LoanPortfolioMOEnv",
    "LoanPortfolioMOVectorEnv",
    "LoanPortfolioNormalizedEnv",
    "LoanPortfolioNormalizedVectorEnv",
    "LoanPortfolioTwinEnv",
    "LoanPortfolioVectorEnv",
    "Network",
    "StepExplanation",
    "Trained",
    "act",
    "client",
    "counterfactual",
    "errors",
    "optimize",
    "replay_scenario",
    "scenarios",
    "server_info",
    "stop_server",
]

register()
