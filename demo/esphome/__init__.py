"""A virtual ESPHome voice device with a wake word of its own and a mute switch: one process, one microphone."""
