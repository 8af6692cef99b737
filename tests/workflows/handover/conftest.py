"""Issued decisions whose awards are to be handed over."""

from tests.workflows.decisions.conftest import clock, desk, other_desk

__all__ = ["clock", "desk", "other_desk"]
