"""Chains: electrons as magnetic dipoles that couple head to tail, and what that coupling is worth."""
