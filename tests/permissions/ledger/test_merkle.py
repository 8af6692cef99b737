"""The tree of RFC 6962: known roots and proofs of Certificate Transparency, and what holds for every tree."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permissions.ledger import merkle, verify_bundle

# The eight leaves, roots and audit paths with which implementations of Certificate Transparency test theirs.
LEAVES = [bytes.fromhex(each) for each in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                                           "606162636465666768696a6b6c6d6e6f")]  # fmt: skip
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PROOFS = {  # (leaf from 1, size): audit path
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (3, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (2, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}


def _hashes(leaves):
    return [merkle.leaf_hash(leaf) for leaf in leaves]


def test_tree_of_no_leaves_is_the_hash_of_nothing():
    assert merkle.root_of([]) == hashlib.sha256().digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_known_roots(size):
    assert merkle.root_of(_hashes(LEAVES[:size])).hex() == ROOTS[size - 1]


@pytest.mark.parametrize("place", PROOFS)
def test_known_proofs(place):
    leaf, size = place

    path = merkle.Tree(_hashes(LEAVES[:size])).proof(leaf - 1)

    assert [each.hex() for each in path] == PROOFS[place]


def _by_definition(leaves):
    """MTH of RFC 6962, section 2.1, word by word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\1" + _by_definition(leaves[:split]) + _by_definition(leaves[split:])).digest()


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_growing_root_is_the_root_by_definition(leaves):
    assert merkle.root_of(_hashes(leaves)) == _by_definition(leaves)


@given(st.data())
def test_each_leaf_is_proved_at_its_own_place_only(data):
    size = data.draw(st.integers(1, 70))
    index = data.draw(st.integers(0, size - 1))
    hashes = _hashes([bytes([number]) for number in range(size)])
    root, path = merkle.root_of(hashes), merkle.Tree(hashes).proof(index)

    for proves in (merkle.proves, verify_bundle.proves):
        assert [place for place in range(size) if proves(root, size, place, hashes[index], path)] == [index]
        assert not proves(root, size, index, merkle.leaf_hash(b"another"), path)
        assert not proves(root, size, size, hashes[index], path)
        assert not proves(root, size, -1, hashes[index], path)
        assert not proves(root, size, index, hashes[index], [*path, root])
        assert size == 1 or not proves(root, size, index, hashes[index], path[:-1])


def test_no_proof_outside_the_tree():
    with pytest.raises(IndexError):
        merkle.Tree(_hashes(LEAVES)).proof(8)


def test_proofs_in_a_large_tree_lead_to_its_root():
    hashes = _hashes([b"%d" % number for number in range(3_000)])
    tree, root = merkle.Tree(hashes), merkle.root_of(hashes)

    for index in (0, 255, 256, 1_500, 2_047, 2_048, 2_999):
        assert merkle.proves(root, 3_000, index, hashes[index], tree.proof(index))


@given(st.lists(st.integers(0, 2500), min_size=1, max_size=4))
def test_leaves_taken_by_many_make_the_same_tree_as_one_by_one(counts):
    together, alone = merkle.Growing(), merkle.Growing()
    for number, count in enumerate(counts):
        hashes = _hashes([b"%d/%d" % (number, leaf) for leaf in range(count)])
        together.add_all(hashes)
        for hashed in hashes:
            alone.add(hashed)

    assert (together.size, together.root) == (alone.size, alone.root)
