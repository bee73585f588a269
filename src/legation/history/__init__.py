"""History: how two states came to where they are."""
