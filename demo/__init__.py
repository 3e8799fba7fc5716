"""A household to try Earshot in: a real Home Assistant, three virtual Wyoming satellites and two persons."""
