import csv

import pytest

from legation.errors import InputError
from legation.ontology import derive_quad_class, get_cameo, load_cameo
from legation.ontology.datafiles import DATA_FOLDER

from .shared_tables import (
    needs_shared,
    open_text,
    read_gdelt_codes,
    read_icews_table,
)

# Codes that the ICEWS table lacks, and the code whose value they take.
PARENTS = {"1214": "121", "155": "15", "176": "17", "1834": "183", "1951": "195", "1952": "195"}


def test_each_code_stands_once():
    with (DATA_FOLDER / "cameo.csv").open(encoding="utf-8") as file:
        codes = [row["cameo"] for row in csv.DictReader(file)]
    assert codes == sorted(set(codes))
    assert len(codes) == len(load_cameo()) == 318


@pytest.mark.parametrize("code", load_cameo().values(), ids=lambda code: code.code)
def test_every_code_is_complete(code):
    assert code.name
    assert code.root == code.code[:2]
    assert code.quad_class == derive_quad_class(code.code)
    assert -10 <= code.intensity_goldstein <= 10
    assert code.root in load_cameo()
    assert set(code.listed_in) <= {"icews", "gdelt", "plover", "cameo_1_1b3"}


def test_all_twenty_roots_are_there():
    roots = {code.root for code in load_cameo().values()}
    assert roots == {f"{number:02d}" for number in range(1, 21)}


def test_codes_without_a_value_of_their_own_take_their_parents():
    inherited = {code.code for code in load_cameo().values() if code.intensity_basis == "parent"}
    assert inherited == set(PARENTS)
    for code, parent in PARENTS.items():
        assert code.startswith(parent)
        assert get_cameo(code).intensity_goldstein == get_cameo(parent).intensity_goldstein


@pytest.mark.parametrize(
    ("code", "intensity"), [("016", -5.0), ("022", 3.4), ("164", -6.5), ("165", -7.0)]
)
def test_where_public_tables_disagree_we_follow_icews(code, intensity):
    assert get_cameo(code).intensity_goldstein == intensity


@pytest.mark.parametrize("code", ["", "42", "21", "0", "2100", "٠١", "ab"])
def test_no_code_without_a_root(code):
    if code[:2] not in {f"{number:02d}" for number in range(1, 21)}:
        with pytest.raises(InputError, match="root"):
            derive_quad_class(code)
    with pytest.raises(InputError, match="leading zeros"):
        get_cameo(code)


@needs_shared
def test_codes_and_intensity_are_those_of_the_icews_table():
    table = read_icews_table()
    ours = {code.code: code for code in load_cameo().values() if "icews" in code.listed_in}
    assert ours.keys() == table.keys()
    for code, row in table.items():
        assert ours[code].intensity_goldstein == float(row["goldstein"]), code


@needs_shared
def test_every_code_of_gdelts_list_is_covered():
    assert read_gdelt_codes() <= load_cameo().keys()


@needs_shared
def test_icews_rows_carry_our_intensity():
    with open_text("icews_raw/20190115-icews-events.tab.gz") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        carried = {(row["CAMEO Code"], float(row["Intensity"])) for row in rows}
    assert len(carried) > 100
    assert carried == {(code, get_cameo(code).intensity_goldstein) for code, _ in carried}
