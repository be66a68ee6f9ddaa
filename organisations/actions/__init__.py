"""What can be done in an organisation, one module per noun: check, change, audit, on commit."""
