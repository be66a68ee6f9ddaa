"""The real stack in processes of its own, for tests that need real commits, a real worker or real kills."""
