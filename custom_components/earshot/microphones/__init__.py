"""What the home has: its microphones, how each is muted and how its activity is seen."""
