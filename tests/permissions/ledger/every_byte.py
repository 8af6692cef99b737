"""Run in a bare Python: changes a bundle byte by byte and prints each place whose change the verifier does not find.

python3 -I -S every_byte.py VERIFIER BUNDLE STRIDE
"""

import importlib.util
import os
import sys
import tempfile

verifier, bundle, stride = sys.argv[1], sys.argv[2], int(sys.argv[3])
spec = importlib.util.spec_from_file_location("verify_bundle", verifier)
verify_bundle = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify_bundle)


def holds(path):
    try:
        verify_bundle.check(path)
    except verify_bundle.Fault:
        return False
    return True


with open(bundle, "rb") as file:
    whole = file.read()
handle, path = tempfile.mkstemp()
os.close(handle)
places = set(range(0, len(whole), stride)) | set(range(len(whole) - 1_300, len(whole)))
missed = [] if holds(bundle) else ["the untouched bundle"]
for place in sorted(places):
    flip = (1, 32, 128)[place % 3]  # 32: a capital for a small letter
    changed = bytearray(whole)
    changed[place] ^= flip
    with open(path, "wb") as file:
        file.write(changed)
    if holds(path):
        missed.append((place, flip))
for length in (0, 1, len(whole) // 2, len(whole) - 1):
    with open(path, "wb") as file:
        file.write(whole[:length])
    if holds(path):
        missed.append(("cut", length))
with open(path, "wb") as file:
    file.write(whole + b"\0")
if holds(path):
    missed.append("longer")
os.unlink(path)
sys.stdout.write(f"{len(places)} places, missed: {missed}\n")
sys.exit(1 if missed else 0)
