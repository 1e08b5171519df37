"""``python -m onnes``: the command line."""

from onnes.cli.main import main

if __name__ == "__main__":
    main()
