"""Setting the county's name, colour and emblem."""

from __future__ import annotations

from django.db import transaction

from gongkai_site.action import acting, claim
from gongkai_site.errors import InvalidInput
from gongkai_site.look.contrast import ENOUGH, against_white
from gongkai_site.look.current import changed
from gongkai_site.look.emblem import checked_emblem
from gongkai_site.look.models import ONLY, Look
from gongkai_site.policy import Actor


def set_look(actor: Actor, *, name: str, colour: str, emblem: bytes | None, revision: int) -> Look:
    """Set how the site names itself and looks; ``emblem`` None leaves the picture, empty takes it away.

    Raises :class:`InvalidInput` for a colour on which white cannot be read, or a picture that is no small PNG.
    """
    colour = colour.strip().lower()
    picture = checked_emblem(emblem) if emblem else emblem
    with acting(actor, "look.set", right="people.system", on=None) as act:
        kept, _made = Look.objects.get_or_create(pk=ONLY)
        before = _told(kept)
        claim(kept, revision)
        kept.name, kept.colour = name.strip(), colour
        if picture is not None:
            kept.emblem = picture
        kept.full_clean(validate_constraints=False)
        if colour and (contrast := against_white(colour)) < ENOUGH:
            raise InvalidInput(
                f"在颜色{colour}上看不清白色的字：对比度{contrast:.1f}，至少要{ENOUGH}。", advice="请选深一些的颜色。"
            )
        kept.save()
        act.changed(kept, before=before, after=_told(kept))
        transaction.on_commit(changed)
    changed()
    return kept


def _told(look: Look) -> dict[str, str]:
    """What the log keeps: of the emblem only what tells it from another."""
    return {"name": look.name, "colour": look.colour, "emblem": look.emblem_key}
