"""Reads of analyses and answers, shaped for their pages."""
