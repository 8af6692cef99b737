"""Run in a bare Python: changes each byte of a bundle in turn and prints each place whose change is not found.

python3 -I -S every_byte.py VERIFIER BUNDLE
"""

import importlib.util
import io
import sys

spec = importlib.util.spec_from_file_location("verify_bundle", sys.argv[1])
verify_bundle = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify_bundle)


def holds(content):
    try:
        verify_bundle.check_box(verify_bundle.Zip(io.BytesIO(content)))
    except verify_bundle.Fault:
        return False
    return True


with open(sys.argv[2], "rb") as file:
    whole = bytearray(file.read())
missed = [] if holds(whole) else ["the untouched bundle"]
for place in range(len(whole)):
    flip = (1, 32, 128)[place % 3]  # 32: a capital for a small letter
    whole[place] ^= flip
    if holds(whole):
        missed.append((place, flip))
    whole[place] ^= flip
missed += [("cut", length) for length in (0, 1, len(whole) // 2, len(whole) - 1) if holds(whole[:length])]
missed += [("longer", more) for more in (b"\0", b"PK\x05\x06") if holds(whole + more)]
missed += [("before", more) for more in (b"\0", b"#!/bin/sh\n") if holds(more + whole)]
sys.stdout.write(f"{len(whole)} places, missed: {missed}\n")
sys.exit(1 if missed else 0)
