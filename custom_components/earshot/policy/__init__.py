"""Who wins, and for how long: from rules, holds and observed facts to one decision per microphone.

A pure room: no Home Assistant, no clock and no input or output. The present instant, the zone and every observed
fact are arguments, so that each answer can be worked out again from the same arguments.
"""
