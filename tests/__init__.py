"""Tests of Earshot."""
