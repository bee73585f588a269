"""Checks: a report against the almanac."""
