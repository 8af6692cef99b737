"""The Merkle tree of RFC 6962, section 2.1: one hash over many leaves, and the proof that one of them is under it.

A leaf hashes as SHA-256(0x00 || leaf), a node as SHA-256(0x01 || left || right); a tree of n leaves is split at the
largest power of two below n; the tree of no leaves is SHA-256 of nothing. Hashes are bytes here, hex outside.
"""

import hashlib

_LEAF, _NODE = b"\x00", b"\x01"
_BLOCK = 1024  # leaves hashed level by level, which is faster than one by one; a power of two
_SMALL = 256  # leaves whose root is rather worked out again than kept


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
        self._take(hashed, 1)

    def add_all(self, hashes):
        """Take the hashes of the next leaves, a list in their order."""
        start = 0
        while start < len(hashes):
            if self.size % _BLOCK or len(hashes) - start < _BLOCK:
                self._take(hashes[start], 1)
                start += 1
            else:
                self._take(_root_of_block(hashes[start : start + _BLOCK]), _BLOCK)
                start += _BLOCK

    def _take(self, hashed, size):
        """Take the root of the next full subtree; size: its leaves, a power of two that divides those before it."""
        self.size += size
        merges = self.size // size
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


def _root_of_block(hashes):
    """The root over so many leaf hashes as are a power of two."""
    sha256 = hashlib.sha256
    while len(hashes) > 1:
        pairs = iter(hashes)
        hashes = [sha256(_NODE + left + right).digest() for left, right in zip(pairs, pairs, strict=True)]
    return hashes[0]


def root_of(hashes):
    """The root over leaf hashes, a list in their order."""
    tree = Growing()
    tree.add_all(hashes)
    return tree.root


class Tree:
    """All leaves of one tree, to prove some of them: the roots of its larger parts are worked out once."""

    def __init__(self, hashes):
        self._hashes, self._roots = hashes, {}

    def _root(self, first, last):
        if last - first <= _SMALL:
            return root_of(self._hashes[first:last])
        if (first, last) not in self._roots:
            split = _split(first, last)
            self._roots[first, last] = _node(self._root(first, split), self._root(split, last))
        return self._roots[first, last]

    def proof(self, index):
        """The neighbours on the way from a leaf to the root, the nearest first. Raises IndexError outside the tree."""
        if not 0 <= index < len(self._hashes):
            raise IndexError(index)
        first, last, path = 0, len(self._hashes), []
        while last - first > 1:
            split = _split(first, last)
            if index < split:
                path.append(self._root(split, last))
                last = split
            else:
                path.append(self._root(first, split))
                first = split
        return path[::-1]


def _split(first, last):
    """Where a part of the tree is divided: behind the largest power of two below its size."""
    return first + (1 << (last - first - 1).bit_length() - 1)


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
