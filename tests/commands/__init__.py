"""Every action on microphones: what it does, what it answers, and every input that it refuses, by name of the field."""
