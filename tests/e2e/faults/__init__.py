"""A real Home Assistant that is killed and restarted, among real satellites with bad habits."""
