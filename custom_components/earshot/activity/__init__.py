"""What the microphones heard: from observed phases of a voice assistant to activations.

A pure room: no Home Assistant, no clock and no input or output. The present instant is an argument.
"""
