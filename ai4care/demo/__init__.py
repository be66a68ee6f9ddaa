"""The demo: two organisations that cannot see each other, invented people, invented cases."""
