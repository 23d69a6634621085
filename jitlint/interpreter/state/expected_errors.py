"""Counts what a program expects JAX to raise: behind it goes on only where nothing is traced."""

from dataclasses import dataclass


@dataclass(slots=True)
class ExpectedErrors:
    """How many questions to traced values were met so far whose errors a handler catches."""

    count: int = 0
