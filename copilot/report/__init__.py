"""What a finished call shows: facts, advice, pictures, and the forms they are read in."""
