"""The Merkle tree of RFC 6962, section 2.1: one hash over many leaves, and the proof that one of them is under it.

A leaf hashes as SHA-256(0x00 || leaf), a node as SHA-256(0x01 || left || right); a tree of n leaves is split at the
largest power of two below n; the tree of no leaves is SHA-256 of nothing. Hashes are bytes here, hex outside.
"""

import hashlib

_LEAF, _NODE = b"\x00", b"\x01"


def leaf_hash(leaf):
    """Hash of one leaf; leaf: its bytes."""
    return hashlib.sha256(_LEAF + leaf).digest()


def _node(left, right):
    return hashlib.sha256(_NODE + left + right).digest()


class Growing:
    """The root of leaves that come one after the other: memory grows with the logarithm of their number."""

    def __init__(self):
        self.size = 0
        self._peaks = []  # roots of the full subtrees so far, the largest first

    def add(self, hashed):
        """Take the next leaf's hash."""
        self.size += 1
        merges = self.size
        while merges % 2 == 0:
            hashed = _node(self._peaks.pop(), hashed)
            merges //= 2
        self._peaks.append(hashed)

    @property
    def root(self):
        """The root over the leaves taken so far."""
        if not self._peaks:
            return hashlib.sha256(b"").digest()
        *peaks, root = self._peaks
        for peak in reversed(peaks):
            root = _node(peak, root)
        return root


def root_of(hashes):
    """The root over leaf hashes, in their order."""
    tree = Growing()
    for hashed in hashes:
        tree.add(hashed)
    return tree.root


def inclusion_proof(hashes, index):
    """The neighbours on the way from a leaf to the root, the nearest first. Raises IndexError outside the tree.

    hashes: of all leaves, as a list. index: of the leaf, from 0.
    """
    if not 0 <= index < len(hashes):
        raise IndexError(index)
    first, last, path = 0, len(hashes), []
    while last - first > 1:
        split = first + (1 << (last - first - 1).bit_length() - 1)
        if index < split:
            path.append(root_of(hashes[split:last]))
            last = split
        else:
            path.append(root_of(hashes[first:split]))
            first = split
    return path[::-1]


def proves(root, size, index, hashed, path):
    """Does the path lead from this leaf, at this place of a tree of this size, to the root? RFC 9162, 2.1.3.2."""
    if not 0 <= index < size:
        return False
    place, last = index, size - 1
    for neighbour in path:
        if last == 0:
            return False
        if place % 2 or place == last:
            hashed = _node(neighbour, hashed)
            while place % 2 == 0 and place:
                place, last = place >> 1, last >> 1
        else:
            hashed = _node(hashed, neighbour)
        place, last = place >> 1, last >> 1
    return last == 0 and hashed == root
