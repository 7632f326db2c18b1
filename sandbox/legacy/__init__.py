"""The older API, v3, on an origin of its own: rights by role, and no scopes."""
