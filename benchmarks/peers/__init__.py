"""Other people's tools that do what a part of this platform does, each in an environment of its own."""
