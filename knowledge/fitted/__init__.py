"""What was fitted on questions, for one model: where a question points, and how sure it is that a source answers it."""
