"""What the knowledge bank can be asked."""
