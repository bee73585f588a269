"""Intervals for shares, and shrinkage of a small class toward a large one."""

import math

Z_80 = 1.2815515655446004


def wilson_interval(yes: float, cases: float, z: float = Z_80) -> tuple[float, float]:
    """The Wilson score interval of a share.

    Args:
        yes: cases with yes; may be a fraction after shrinkage.
        cases: all cases, the same way.
        z: quantile of the normal distribution; the default makes an 80 % interval.

    Returns:
        Lower and upper end, 0 to 1; the whole range where there are no cases.

    Source:
        Wilson (1927), Probable Inference, the Law of Succession, and Statistical Inference,
        Journal of the American Statistical Association 22.

    Examples:
        >>> low, high = wilson_interval(8, 10, z=1.959964)
        >>> round(low, 3), round(high, 3)
        (0.49, 0.943)
        >>> wilson_interval(0, 0)
        (0.0, 1.0)
    """
    if cases <= 0:
        return 0.0, 1.0
    share = yes / cases
    scale = 1 + z * z / cases
    centre = (share + z * z / (2 * cases)) / scale
    reach = z / scale * math.sqrt(share * (1 - share) / cases + z * z / (4 * cases * cases))
    return max(0.0, centre - reach), min(1.0, centre + reach)


def shrink_share(yes: int, cases: int, prior: float, strength: float) -> tuple[float, float, float]:
    """Draw the share of a small class toward that of a large one.

    Args:
        yes: cases of the small class with yes.
        cases: all cases of the small class.
        prior: share of the large class, 0 to 1.
        strength: cases of the large class that the prior weighs as many as.

    Returns:
        The share and the ends of its 80 % interval: mean of the Beta posterior, and Wilson's
        interval on its pseudo-counts.

    Examples:
        >>> share, low, high = shrink_share(3, 3, 0.5, 10)
        >>> round(share, 3), low < share < high
        (0.615, True)
    """
    weighted = yes + strength * prior
    total = cases + strength
    low, high = wilson_interval(weighted, total)
    return (weighted / total if total else prior), low, high
