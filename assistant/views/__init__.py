"""The pages of the sparring partner."""
