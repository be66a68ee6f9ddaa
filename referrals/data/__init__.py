"""Data that ships with the referrals app, and the programs that built it."""
