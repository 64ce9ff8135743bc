"""Other recognisers beside this one: the same recordings, weights, threads and measures."""
