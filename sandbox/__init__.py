"""A local stand-in of the Profile platform: authorization server and REST API, on two origins,
and on two more, where they are asked for, its older API and another vendor, Personify.

It shares nothing with the dashboard but the wire.
"""
