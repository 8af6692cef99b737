"""Issued decisions whose money is to be paid."""

from tests.workflows.decisions.conftest import clock, desk, other_desk

__all__ = ["clock", "desk", "other_desk"]
