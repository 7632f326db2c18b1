"""The assessed people of an account and their tags, derived from a seed."""
