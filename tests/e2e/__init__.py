"""Tests that start a real Home Assistant and real satellite processes."""
