"""Another vendor: Personify's tokens for services, and the one call of its REST API that we know.

It has nothing to do with Profile; both stand on one origin here, on two hosts in reality.
"""
