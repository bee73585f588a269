"""Sentences about true facts, and their twins with one planted error, to test the checks."""
