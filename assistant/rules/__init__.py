"""The pure decisions of the assistant: the shape of an analysis, its citations, its life domains."""
