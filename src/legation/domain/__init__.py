"""Frozen nouns: what steps hand to each other."""
