"""What can be done with services and referrals, one module per noun."""
