"""A local stand-in of the Profile platform: authorization server and REST API, two origins.

It shares nothing with the dashboard but the wire.
"""
