"""The privacy audit."""
