"""Wires that carry more than London's current: Bean's critical state, and the intermediate state above Silsbee's."""
