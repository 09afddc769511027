"""The county's own name, colour and emblem: what is let through, who sets it, and where it is shown."""

import json
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai_site.audit.models import Event
from gongkai_site.errors import EditedMeanwhile, InvalidInput, NotAllowed
from gongkai_site.look.actions import set_look
from gongkai_site.look.contrast import against_white
from gongkai_site.look.emblem import checked_emblem
from gongkai_site.look.models import Look
from gongkai_site.people.models import Role
from gongkai_site.policy import Actor
from tests.site import build

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int = 1, height: int = 1, *more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return SIGNATURE + head + b"".join(more) + chunk(b"IDAT", zlib.compress(b"\x00\x00")) + chunk(b"IEND", b"")


def administrator():
    return build.actor(is_system_admin=True)


def setting(**more):
    values = {"name": "澄湖县政府信息公开", "colour": "#7a1f1f", "emblem": png(), "revision": 1, **more}
    return set_look(administrator(), **values)


@pytest.mark.parametrize(("colour", "contrast"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54)])
def test_contrast_is_that_of_the_accessibility_guidelines(colour: str, contrast: float) -> None:
    assert against_white(colour) == pytest.approx(contrast, abs=0.01)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "不是PNG"),
        (b"\xff\xd8\xff\xe0", "不是PNG"),
        (png()[:-6], "不完整"),
        (SIGNATURE, "不完整"),
        (png().replace(b"IDAT", b"IDAX"), "不完整"),
        (png(513, 1), "513×1"),
        (png(0, 1), "0×1"),
        (png(1, 1, chunk(b"tEXt", b"x" * 70_000)), "太大"),
    ],
)
def test_only_small_whole_pictures_become_an_emblem(data: bytes, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        checked_emblem(data)


def test_only_what_draws_the_picture_is_kept() -> None:
    assert checked_emblem(png(1, 1, chunk(b"tEXt", b"Author\x00<script>")) + b"<script>") == png()


def test_the_log_says_what_was_set_without_the_picture() -> None:
    setting()
    event = Event.objects.get(action="look.set")
    after = json.loads(event.after)
    assert after["name"] == "澄湖县政府信息公开" and len(after["emblem"]) == 12


def test_what_is_left_alone_stays_and_what_is_taken_away_goes() -> None:
    setting()
    assert setting(emblem=None, revision=2).emblem == png()
    assert setting(emblem=b"", revision=3).emblem == b""
    assert Look.objects.count() == 1


@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"colour": "#ffcc00"}, InvalidInput),
        ({"colour": "red"}, ValidationError),
        ({"colour": "#000000}body{}"}, ValidationError),
        ({"revision": 7}, EditedMeanwhile),
    ],
)
def test_what_cannot_be_shown_is_refused_and_nothing_of_it_remains(more, error) -> None:
    with pytest.raises(error):
        setting(**more)
    assert not Look.objects.exists() and not Event.objects.filter(action="look.set").exists()


def test_only_a_system_administrator_sets_it() -> None:
    government, _towns = build.county()
    user = build.person(government, Role.SUPERVISOR)
    with pytest.raises(NotAllowed):
        set_look(Actor.person(user), name="我的", colour="", emblem=None, revision=1)
    assert build.signed_in(user).get(reverse("look")).status_code == 403


def test_name_colour_and_emblem_stand_on_sign_in_public_pages_menu_and_feed() -> None:
    shown = setting()
    colour = reverse("look-shown:colour", args=["7a1f1f"])
    emblem = reverse("look-shown:emblem", args=[shown.emblem_key])
    visitor, worker = Client(), build.signed_in(build.person(build.agency()))
    for client, address in (
        (visitor, reverse("account_login")),
        (visitor, reverse("portal:home")),
        (worker, reverse("workbench")),
    ):
        page = client.get(address).content.decode()
        assert all(each in page for each in (shown.name, colour, emblem)), address
    assert shown.name in visitor.get(reverse("portal:feed")).content.decode()
    assert "#7a1f1f" in visitor.get(colour).content.decode()
    assert visitor.get(emblem).content == png()


def test_an_address_of_another_colour_or_emblem_leads_nowhere() -> None:
    setting()
    for address in (reverse("look-shown:colour", args=["000000"]), reverse("look-shown:emblem", args=["0" * 12])):
        assert Client().get(address).status_code == 404


def test_the_page_says_what_is_wrong_and_saves_what_is_right() -> None:
    client = build.signed_in(build.person(is_system_admin=True))
    sent = {"name": "安平县", "colour": "#ffcc00", "revision": 1}
    refused = client.post(reverse("look"), sent)
    assert refused.status_code == 400 and "看不清白色的字" in refused.content.decode()
    sent |= {"colour": "#7A1F1F", "emblem": SimpleUploadedFile("徽标.png", png(), "image/png")}
    assert client.post(reverse("look"), sent).status_code == 302
    kept = Look.objects.get()
    assert (kept.name, kept.colour, kept.emblem) == ("安平县", "#7a1f1f", png())


@pytest.mark.parametrize(("colour", "taken"), [("#767676", True), ("#777777", False)])  # 4.54 and 4.48
def test_a_colour_on_which_white_cannot_be_read_is_refused(colour: str, taken: bool) -> None:
    if taken:
        assert setting(colour=colour).colour == colour
    else:
        with pytest.raises(InvalidInput, match=r"至少要4\.5"):
            setting(colour=colour)
