"""Command line: parses arguments, calls the library, shows results."""
