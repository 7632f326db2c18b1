"""Calls to services that no person makes, with tokens of our own client there."""
