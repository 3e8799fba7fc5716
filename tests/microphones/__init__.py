"""Tests of what the home has."""
