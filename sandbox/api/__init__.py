"""The platform's REST API v4: the API origin.

Source: Profile API reference, sections 3 and 4; RFC 6750 and 9728.
"""
