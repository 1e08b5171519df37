"""Numerical methods that several rooms share: extrapolation, uncertainties, node spacings, safe division, workers."""
