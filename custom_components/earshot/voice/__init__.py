"""Earshot in spoken words: what is understood, which microphones are meant, and what is answered. It mutes and tells; it never unmutes."""
