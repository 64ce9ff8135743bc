"""The child process that holds the language model: llama.cpp's server, through xllamacpp.

Started by :mod:`copilot.coach.embedded`, which writes one JSON line with the settings to its
standard input and keeps that open; when it closes, this process leaves. The server listens on the
loopback address only and answers nobody without the key of this start.
"""

import json
import os
import signal
import sys

BEHIND = 10  # what the agent hears and what is recognised go before what is written


def main() -> int:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the call's to answer
    if hasattr(os, "nice"):
        os.nice(BEHIND)
    settings = json.loads(sys.stdin.readline())
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = settings["model"]
    params.n_ctx = settings["context_tokens"]
    params.n_parallel = 1
    # Small batches, because a request can only be called off between two of them.
    params.n_batch = params.n_ubatch = 32
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = settings["threads"]
    params.n_gpu_layers = 0
    params.port = 0
    params.api_keys = [settings["key"]]
    params.timeout_read = params.timeout_write = 600
    if settings["prefix_folder"]:
        params.slot_save_path = settings["prefix_folder"]
    params.cache_ram_mib = 0
    params.ui = False
    try:
        server = xllamacpp.Server(params)
    except Exception as error:  # xllamacpp raises RuntimeError; a native library may raise others
        print(json.dumps({"error": str(error) or type(error).__name__}), flush=True)
        return 1
    print(json.dumps({"address": server.listening_address}), flush=True)
    sys.stdin.read()
    return 0


if __name__ == "__main__":
    sys.exit(main())
