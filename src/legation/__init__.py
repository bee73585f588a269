"""Legation: from a report of a diplomatic event to an evidence-based briefing."""

__version__ = "0.1.0"
