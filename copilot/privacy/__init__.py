"""What is not to be seen, kept or sent: numbers of people and cards, and calls without consent."""
