"""Template tags of the assistant."""
