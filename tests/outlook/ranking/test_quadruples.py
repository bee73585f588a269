"""The reader takes a folder as it lies, and says what is wrong with another."""

import gzip

import pytest

from legation.errors import InputError
from legation.outlook.ranking.quadruples import read_quadruples

FILES = {
    "train": "0\t0\t1\t0\t0\n1\t1\t2\t24\n",
    "valid": "2\t0\t0\t48\n",
    "test": "0 1 2 96\n",
    "entity2id": "Kenya\t0\nPolice (Kenya)\t1\nAnn Lee\t2\n",
    "relation2id": "Make statement\t0\nConsult\t1\n",
}


def write(folder, zipped=(), **changes):
    for name, text in {**FILES, **changes}.items():
        if text is None:
            continue
        if name in zipped:
            (folder / f"{name}.txt.gz").write_bytes(gzip.compress(text.encode()))
        else:
            (folder / f"{name}.txt").write_text(text)
    return folder


def test_a_folder_is_read(tmp_path):
    found = read_quadruples(write(tmp_path, zipped=("train", "entity2id")))
    assert found.day.tolist() == [0, 1, 2, 4], "the smallest step is a day"
    assert found.part.tolist() == [0, 0, 1, 2]
    assert (found.source[1], found.relation[1], found.target[1]) == (1, 1, 2)
    assert found.actors == ("Kenya", "Police (Kenya)", "Ann Lee")
    assert found.relations == ("Make statement", "Consult")
    assert found.days == 5


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"train": None}, "neither train.txt nor train.txt.gz"),
        ({"train": "0\t0\t1\t0\n\n0\tx\t1\t1\n"}, "train.txt, line 3: '0\tx\t1\t1' is not four"),
        ({"train": "0\t0\t1\n"}, "line 1"),
        ({"train": "0\t0\t1\t-3\n"}, "line 1"),
        ({"test": "\n"}, "holds no events"),
        ({"valid": "2\t0\t0\t0\n"}, "valid begins before train has ended"),
        ({"test": "7\t0\t0\t96\n"}, "number 7, and entity2id.txt ends at 2"),
        ({"test": "0\t9\t0\t96\n"}, "number 9, and relation2id.txt ends at 1"),
        ({"entity2id": "Kenya\n"}, "entity2id.txt, line 1"),
    ],
)
def test_a_fault_is_told_in_one_sentence(tmp_path, changes, what):
    with pytest.raises(InputError, match=r"^[^\n]*$") as told:
        read_quadruples(write(tmp_path, **changes))
    assert what in str(told.value)


def test_what_is_no_folder_is_told(tmp_path):
    with pytest.raises(InputError, match="is not a folder"):
        read_quadruples(tmp_path / "nowhere")


def test_a_damaged_archive_is_told(tmp_path):
    write(tmp_path, train=None)
    (tmp_path / "train.txt.gz").write_bytes(b"no archive")
    with pytest.raises(InputError, match="cannot be read"):
        read_quadruples(tmp_path)


def test_a_first_line_with_a_count_is_passed_over(tmp_path):
    found = read_quadruples(write(tmp_path, relation2id="2\nMake statement\t0\nConsult\t1\n"))
    assert found.relations == ("Make statement", "Consult")
