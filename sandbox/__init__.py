"""A local stand-in of the Profile platform: authorization server and REST API, two origins.

Its older API (v3) and another vendor, Personify, are on two more where they are asked for. It
shares nothing with the dashboard but the wire.
"""
