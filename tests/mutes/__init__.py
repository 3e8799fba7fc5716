"""Several mute controls of one microphone: the first that works is used, and what stands in stays until it may be live again."""
