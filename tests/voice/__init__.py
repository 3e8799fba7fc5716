"""Tests of speaking to Earshot."""
