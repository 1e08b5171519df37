"""The derivation of the macroscopic quantum model from Schroedinger's equation, checked step by step by SymPy.

Source: M1-M7.
"""
