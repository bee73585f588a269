"""HTML is one file, JSON follows its schema, the bibliography parses, nothing is unescaped."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import jsonschema

from legation.brief.bibliography import render_bibtex, render_csl
from legation.brief.changes import compare_editions, parse_edition
from legation.brief.jsonform import build_schema, render_json
from legation.brief.render import render_html, render_markdown

ROOT = Path(__file__).parents[2]
VOID = {"meta", "link", "br", "hr", "img", "input", "path", "line", "rect", "circle"}


class Balance(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.faults = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append((tag, self.getpos()))


def test_html_is_balanced_and_whole(result):
    parser = Balance()
    parser.feed(render_html(result.brief, result.names))
    assert parser.faults == []
    assert parser.open == []


def test_html_loads_nothing_from_outside(result):
    html = render_html(result.brief, result.names)
    assert not re.search(r"<(?:script|link|img|iframe|object)\b", html)
    assert not re.search(r"url\(|@import|\bsrc=", html)


def test_html_has_charts_sections_and_both_schemes(result):
    html = render_html(result.brief, result.names)
    assert html.count("<svg") >= 3
    assert "prefers-color-scheme:dark" in html and "@media print" in html
    for section in ("judgments", "checked", "history", "table", "outlook", "third-parties"):
        assert f'<section id="{section}"' in html
    for section in ("implications", "risks", "watch", "changes", "gaps", "methods"):
        assert f'<section id="{section}"' in html


def test_json_follows_the_published_schema(result):
    schema = json.loads((ROOT / "docs" / "brief.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(render_json(result.brief)), schema)


def test_the_published_schema_is_the_one_of_the_nouns():
    published = json.loads((ROOT / "docs" / "brief.schema.json").read_text(encoding="utf-8"))
    assert published == json.loads(json.dumps(build_schema()))


def test_bibliography_names_every_source(result):
    entries = json.loads(render_csl(result.brief))
    assert {entry["id"] for entry in entries} == {s.source_id for s in result.brief.sources}
    assert render_bibtex(result.brief).count("@misc{") == len(entries)


def test_text_of_the_report_is_escaped(result):
    from attrs import evolve

    report = evolve(result.brief.report, title="<script>alert(1)</script>")
    from legation.domain.citation import Statement

    hostile = Statement("On <script>alert(1)</script>.", result.brief.dateline[0].references)
    brief = evolve(result.brief, report=report, dateline=(hostile,), title="<b>x</b>")
    html = render_html(brief, result.names)
    assert "<script>" not in html and "<b>x</b>" not in html
    assert "<script>" not in render_markdown(brief)


def test_the_same_brief_gives_the_same_bytes(result):
    assert render_html(result.brief, result.names) == render_html(result.brief, result.names)
    assert render_json(result.brief) == render_json(result.brief)


def test_an_edition_compared_with_itself_has_no_changes(result):
    edition = parse_edition(render_json(result.brief), "edition")
    changes = compare_editions(result.brief, edition).changes
    assert len(changes) == 2
    assert "No finding" in changes[1].text
