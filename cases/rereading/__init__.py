"""The second reading: stored texts read again by a better pseudonymiser, and a caregiver who decides what it found."""
