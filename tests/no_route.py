"""Runs a command where there is no way out: a network namespace with a loopback and no route.

    python -m tests.no_route COMMAND …

Afterwards one line of JSON on stderr tells what the kernel counted in the namespace: packets and
connections that found no route, and datagrams sent (a name looked up, even on the loopback).
Linux only; started by `unshare`.
"""

import fcntl
import json
import socket
import struct
import subprocess
import sys
from pathlib import Path

UNSHARE = ("unshare", "--net", "--map-root-user")
_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 0x1
COUNTED = ("IpOutNoRoutes", "Ip6OutNoRoutes", "UdpOutDatagrams", "Udp6OutDatagrams")


def raise_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        asked = struct.pack("16sh22x", b"lo", 0)
        _, flags = struct.unpack("16sh22x", fcntl.ioctl(any_socket, _GET_FLAGS, asked))
        fcntl.ioctl(any_socket, _SET_FLAGS, struct.pack("16sh22x", b"lo", flags | _UP))


def counters() -> dict[str, int]:
    """The namespace's own, by the kernel's names."""
    out: dict[str, int] = {}
    lines = Path("/proc/net/snmp").read_text(encoding="ascii").splitlines()
    for names, values in zip(lines[::2], lines[1::2], strict=True):
        kind, *fields = names.split()
        numbers = map(int, values.split()[1:])
        out |= {kind.rstrip(":") + f: n for f, n in zip(fields, numbers, strict=True)}
    for line in Path("/proc/net/snmp6").read_text(encoding="ascii").splitlines():
        name, value = line.split()
        out[name] = int(value)
    return {name: out.get(name, 0) for name in COUNTED}


def main() -> int:
    raise_loopback()
    done = subprocess.run(sys.argv[1:], check=False)
    print(json.dumps(counters()), file=sys.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
