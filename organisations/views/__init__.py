"""The pages of an organisation about itself."""
