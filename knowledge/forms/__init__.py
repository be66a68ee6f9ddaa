"""The shapes of what editors and readers of the knowledge bank fill in."""
