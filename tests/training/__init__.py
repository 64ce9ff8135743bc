"""Fits the numbers in `copilot/method/weights.json`, and says how well they do on unseen calls."""
