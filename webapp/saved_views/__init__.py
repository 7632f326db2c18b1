"""Questions about people that somebody saved under a name: whose they are, and where they lie.

A view is kept for one person and one account. Colleagues never see each other's: where Profile
does not tell them apart, a view lasts as long as the connection that it was saved with.
"""
