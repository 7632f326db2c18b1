"""The people of an account and a question about them: who fits, in which order, and what their
results come to together. Pure, and shared by the pages, which are strangers to each other.
"""
