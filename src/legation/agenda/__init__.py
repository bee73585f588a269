"""Agenda: what is on the table between two states, and who holds what."""
