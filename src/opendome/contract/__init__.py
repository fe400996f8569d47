"""The keys that `opendome run` promises to scripts, as models: what stands in `--json` and in `answer.json`.

`answers` fills them and `reports` tells them in words and pictures. Models alone, nothing is worked out here.
"""
