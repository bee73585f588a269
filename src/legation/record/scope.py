"""What a question counts as a state's, and from which feed."""

from collections.abc import Iterable

from attrs import field, frozen

from legation.domain.actors import Dyad


@frozen
class Scope:
    """A part of the record to which a question keeps.

    Attributes:
        origin: only events of this feed, None for all. The same act in two feeds is two rows.
        heirs: pairs of a state that is no more and the one under which its events count, as the
            Soviet Union's under Russia; none where each stands for itself.
    """

    origin: str | None = None
    heirs: tuple[tuple[str, str], ...] = field(default=())

    def list_names(self, state: str) -> tuple[str, ...]:
        """The ids under which a state's events stand in the record.

        Examples:
            >>> Scope(heirs=(("SUN", "RUS"),)).list_names("RUS")
            ('RUS', 'SUN')
        """
        return (state, *(old for old, heir in self.heirs if heir == state))

    def list_dyads(self, dyads: Iterable[Dyad]) -> list[Dyad]:
        """The dyads under which the events of some dyads stand in the record."""
        return sorted(
            {
                Dyad(source, target)
                for dyad in dyads
                for source in self.list_names(dyad.source)
                for target in self.list_names(dyad.target)
            }
        )


WHOLE = Scope()
