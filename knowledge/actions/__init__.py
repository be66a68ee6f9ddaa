"""What changes the knowledge bank."""
