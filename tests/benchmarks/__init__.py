"""Tests of the benchmarks: their rows, at tiny sizes."""
