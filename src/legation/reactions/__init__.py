"""Reactions: third parties, implications as indicators, risks, and what to watch."""
