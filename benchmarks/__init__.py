"""Measures what people wait for; `make bench` prints the tables."""
