"""The event coder: from a sentence to who did what to whom."""
