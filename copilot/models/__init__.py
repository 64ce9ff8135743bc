"""Models as files: which there are, where they come from, and proof that they are whole.

model.py        what a catalogue entry holds (pure)
catalogue.py    the entries themselves (pure)
store.py        the cache folder: where a model lies, and whether it is what the catalogue says
sources.py      what a source of files does
hub.py          a file from the model hub, going on where an earlier try stopped
wheels.py       a file out of wheels of the package index, part by part
pull.py         one model into the cache: lock, room, sources in order, proof
progress.py     how a pull is told: a bar in a terminal, else a line now and then
resolve.py      `--asr-model` and `--llm`: a catalogue name, or a path of one's own
"""
