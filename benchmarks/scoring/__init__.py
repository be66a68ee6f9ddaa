"""Turns what a tool answered into figures; standard library only, because peers run in environments of their own."""
