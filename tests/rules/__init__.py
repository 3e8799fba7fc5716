"""Every kind of rule, on a home with real entities: what it observes, when it mutes, whom."""
