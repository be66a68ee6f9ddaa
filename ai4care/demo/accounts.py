"""The password of the demo's accounts; it stands on the screen of whoever starts it."""

PASSWORD = "demo-wachtwoord-2026"
