import datetime as dt
import hashlib
import json
import sys
from pathlib import Path

import pytest

from legation.errors import DataError
from legation.outlook.parameters import (
    DATA_FOLDER,
    GROUPS,
    find_group,
    load_parameters,
    read_evidence,
    select_known,
)
from legation.outlook.templates import TEMPLATES, get_template

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"


def test_each_record_question_has_its_parameters():
    sets = load_parameters()
    for template in TEMPLATES:
        assert bool(template.parameter_set) == (template.evidence == "record")
        if template.parameter_set:
            assert template.question_id in sets[template.parameter_set].questions


def test_groups_add_up_to_the_class():
    for one in load_parameters().values():
        for fitted in one.questions.values():
            for whole, groups in (
                (fitted.after, fitted.groups_after),
                (fitted.placebo, fitted.groups_placebo),
            ):
                assert whole.cases >= whole.yes[0] >= whole.yes[-1] >= 0
                if groups:
                    assert set(groups) == set(GROUPS)
                    assert sum(part.cases for part in groups.values()) == whole.cases
                    assert sum(part.yes[0] for part in groups.values()) == whole.yes[0]


def test_a_set_is_known_from_the_last_day_of_its_data():
    sets = load_parameters()
    last = sets["icews-2018"].known_on
    assert "icews-2018" in select_known(sets, last)
    assert "icews-2018" not in select_known(sets, last - dt.timedelta(days=1))


def test_a_busy_pair_is_in_a_higher_group_than_a_quiet_one():
    fitted = load_parameters()["icews-2018"].questions["agreement-30"]
    busy, quiet = (find_group(fitted, pair) for pair in (("USA", "CHN"), ("URY", "NPL")))
    assert (busy, quiet) == ("high", "low")


def test_less_of_a_window_leaves_less_to_happen():
    one, template = load_parameters()["icews-2018"], get_template("agreement-30")
    rates = [
        read_evidence(one, template, ("USA", "CHN"), elapsed, any_time=False).base.rate
        for elapsed in (0, 8, 15, 23)
    ]
    assert rates == sorted(rates, reverse=True)


def test_a_rate_counted_over_half_a_year_is_scaled_to_a_year():
    one, template = load_parameters()["icews-2018"], get_template("military-365")
    evidence = read_evidence(one, template, ("USA", "JPN"), 0, any_time=False)
    assert evidence.remaining == pytest.approx(365 / 180)
    assert "scaled from 180 to 365 days" in evidence.scaled


def test_a_damaged_file_is_named(tmp_path):
    (tmp_path / "broken.json").write_text("{}")
    with pytest.raises(DataError, match=r"broken\.json"):
        load_parameters(tmp_path)


def test_provenance_is_complete():
    for path in DATA_FOLDER.glob("icews-*.json"):
        content = json.loads(path.read_text())
        assert all(len(digest) == 64 for digest in content["data_sha256"].values())
        assert content["known_on"] == content["period"][1]
        assert dt.date.fromisoformat(content["fitted_on"])
        cases = (ROOT / "tools" / "base_rates" / "cases.csv").read_bytes()
        assert content["cases_sha256"] == hashlib.sha256(cases).hexdigest()


def test_the_document_shows_these_counts(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    from base_rates.report import list_rows

    text = (ROOT / "docs" / "outlook.md").read_text()
    assert all(row in text for row in list_rows(DATA_FOLDER))
    assert all(f"`{template.question_id}`" in text for template in TEMPLATES)


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the event files in ../shared/data")
def test_the_tool_gives_the_shipped_parameters_again(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    import fit_base_rates

    for key, content in fit_base_rates.build_sets(SHARED, "2000-01-01").items():
        shipped = json.loads((DATA_FOLDER / f"{key}.json").read_text())
        for part in ("fitted_on", "code_version"):
            content.pop(part), shipped.pop(part)
        assert json.loads(json.dumps(content)) == shipped
    for name in ("fit_base_rates", *[m for m in sys.modules if m.startswith("base_rates")]):
        sys.modules.pop(name, None)
