"""Workflow: the only place where steps meet."""
