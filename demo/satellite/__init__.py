"""A virtual Wyoming satellite with a wake word of its own: one process, one microphone, one server at a time."""
