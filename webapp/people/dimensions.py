"""The four dimensions of DISC, by the letters under which the platform sends them."""

# C is Correctness, not Conscientiousness. Source: Profile API reference, section 5.1.
DIMENSIONS = {"d": "Dominance", "i": "Influence", "s": "Steadiness", "c": "Correctness"}
