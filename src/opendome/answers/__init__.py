"""Questions and answers: one module a command. Nobody else builds the keys of results.

Each module holds `Question` (the options), `Answer` (the keys of the result) and `answer`, the function
between them. The command line, its help, `--json` and the reference pages are made from the two classes.
"""
