"""Audio in: two speakers on one clock, always 16 kHz float32."""
