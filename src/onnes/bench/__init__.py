"""Benchmarks: rates compared with limits of the machine or with other programs, measured in the same run."""

from onnes.bench.benchmarks import BenchRow, Timing, all_benchmarks, benchmark, run_benchmarks

__all__ = ["BenchRow", "Timing", "all_benchmarks", "benchmark", "run_benchmarks"]
