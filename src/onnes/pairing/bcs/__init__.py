"""Weak-coupling BCS theory with one isotropic gap."""
