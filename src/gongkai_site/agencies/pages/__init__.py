"""The pages about agencies in the back office."""
