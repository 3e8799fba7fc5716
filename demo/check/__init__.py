"""The proof: ten steps on a real Home Assistant, judged by what was on the wire."""
