"""The privacy audit: what leaves the microphones, the home or Earshot's log in ways that a mute schedule does not show."""
