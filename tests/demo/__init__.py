"""Tests of the demo household."""
