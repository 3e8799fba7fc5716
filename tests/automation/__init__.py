"""Triggers and conditions, on a home that Earshot looks after: by entity, by device and by area."""
