"""Names tell countries; company tells those of others."""

import numpy as np

from legation.outlook.ranking.actors import NAMED, RARE, read_traits
from legation.outlook.ranking.quadruples import build_quadruples

NAMES = ["Police_(Kenya)", "Kenya", "Citizen (India)", "Ann Lee", "Nobody", "Citizen (Kenya)"]


def read(rows, before_day=10):
    table = np.array(rows)
    return read_traits(build_quadruples(table, np.zeros(len(table)), NAMES, ["x"]), before_day)


def test_names_tell_countries():
    traits = read([(3, 0, 0, 0), (3, 0, 5, 1), (2, 0, 3, 2)])
    kenya, india = traits.country[0], traits.country[2]
    assert traits.country[1] == kenya != india
    assert traits.country[5] == kenya
    assert traits.country[3] == kenya, "two of her three partners are Kenyan"
    assert np.isclose(traits.certainty[3], 2 / 3)
    assert traits.country[4] == traits.countries - 1, "nothing tells"
    assert traits.certainty[4] == 0.0


def test_company_of_later_days_tells_nothing():
    assert read([(2, 0, 5, 0), (2, 0, 5, 1), (3, 0, 0, 20)]).certainty[3] == 0.0


def test_sectors_need_three_actors():
    traits = read([(3, 0, 0, 0)])
    assert traits.sector[3] == NAMED
    assert traits.sector[0] == RARE


def test_data_without_countries_work():
    table = np.array([(0, 0, 1, 0)])
    traits = read_traits(build_quadruples(table, np.zeros(1), ["A", "B"], ["x"]), 5)
    assert traits.countries == 1
    assert traits.country.tolist() == [0, 0]
