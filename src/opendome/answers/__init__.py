"""Questions and answers: one module a command. Nobody else fills the keys of results.

Each module holds `Question` (the options), `Answer` (the keys of the result) and `answer`, the function
between them. The command line, its help, `--json` and the reference pages are made from the two classes.
The keys of `run` stand in `contract`, because reports tell them too.
"""
