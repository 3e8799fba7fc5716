"""Tests of the activity."""
