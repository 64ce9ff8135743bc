"""What is kept of calls: a journal while one goes on, the store of those that are over."""
