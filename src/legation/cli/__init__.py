"""Command line: parse, call workflow, show."""
