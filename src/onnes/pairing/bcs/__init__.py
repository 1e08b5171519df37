"""Weak-coupling BCS theory: what follows from one isotropic gap."""
