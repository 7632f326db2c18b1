"""Client credentials: programs that call for an organization and for no person."""
