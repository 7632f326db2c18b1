"""The authorization server: the login origin.

Source: OAuth 2.1 draft; RFC 6749, 7009, 7636, 7662, 8414, 8707, 9126 and 9207, wired with Authlib.
"""
