"""The pages of the directory and of referrals."""
