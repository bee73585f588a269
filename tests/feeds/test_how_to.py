"""The page on adding a feed is run as it stands: its file, its code, what it prints."""

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "adding-a-feed.md"


def list_blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture
def example(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("treaties.tsv").write_text(list_blocks("text")[0], encoding="utf-8")
    names = {}
    exec("\n".join(list_blocks("python")), names)  # the page is the test's subject
    return names, capsys.readouterr().out


def test_the_page_prints_what_it_says(example):
    assert example[1] == list_blocks("text")[1]


def test_the_page_s_feed_keeps_the_contract(example, read_feed):
    read = read_feed(example[0]["TREATIES"], "treaties.tsv", block_bytes=1)
    assert read.events["target_state"].to_list() == ["JPN", ""]
    assert read.lines == 3
