"""The pages of the knowledge bank."""
