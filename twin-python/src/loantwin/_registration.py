"""Puts the environments into Gymnasium's registry."""

from __future__ import annotations

import gymnasium


def register() -> None:
    """Registers the ids; the horizon is the environment's own, so no step limit is added."""
    for name, single, vector in (
        ("LoanPortfolio", "LoanPortfolioEnv", "LoanPortfolioVectorEnv"),
        ("LoanPortfolioNormalized", "LoanPortfolioNormalizedEnv", "LoanPortfolioNormalizedVectorEnv"),
        ("LoanPortfolioMO", "LoanPortfolioMOEnv", "LoanPortfolioMOVectorEnv"),
    ):
        gymnasium.register(
            id=f"loantwin/{name}-v0",
            entry_point=f"loantwin.env:{single}",
            vector_entry_point=f"loantwin.vector:{vector}",
        )
