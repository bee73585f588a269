"""Fitting of base rates on coded events."""
