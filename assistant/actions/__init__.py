"""What changes analyses and questions."""
