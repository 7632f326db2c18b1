"""Whatever bytes come: a small PNG that holds a picture and nothing else, or a sentence."""

from contextlib import suppress
from hashlib import shake_256
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from tests.support.pictures import (
    PLACE,
    SVG,
    claiming,
    in_many_passes,
    moving,
    picture,
    turned,
    webp_claiming,
)
from webapp.account_settings.picture import (
    LARGEST_FILE,
    LARGEST_RESULT,
    LONGEST_SIDE,
    MOST_PIXELS,
    MOST_SCANS,
    NotAPicture,
    picture_of,
)

KINDS = ("PNG", "JPEG", "WEBP", "GIF")


def drawn(content: bytes) -> Image.Image:
    """What came out, looked at."""
    made = picture_of(content)
    image = Image.open(BytesIO(made.content))
    image.load()
    assert image.format == "PNG"
    assert image.size == made.size
    assert max(image.size) <= LONGEST_SIDE
    assert len(made.content) <= LARGEST_RESULT
    assert image.info == {}
    return image


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_comes_out_as_png_of_the_same_size(kind: str) -> None:
    assert drawn(picture(kind)).size == (200, 100)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_what_can_be_seen_through_stays_so(kind: str) -> None:
    assert drawn(picture(kind, mode="RGBA")).getchannel("A").getextrema() == (128, 128)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGB", "RGBA"])
def test_however_it_is_coded(mode: str) -> None:
    assert drawn(picture(mode=mode)).mode in ("RGB", "RGBA")


def test_sixteen_bits_of_grey_keep_their_grey() -> None:
    out = BytesIO()
    Image.new("I;16", (64, 64), 0x8000).save(out, "PNG")

    assert drawn(out.getvalue()).getpixel((9, 9)) == (127, 127, 127)


def test_a_jpeg_in_the_colours_of_print_comes_out_in_those_of_screens() -> None:
    red, green, _ = drawn(picture("JPEG", mode="CMYK")).tobytes()[:3]

    assert red > 2 * green


def test_a_large_one_is_made_smaller_and_says_from_what() -> None:
    made = picture_of(picture(size=(2048, 1024)))

    assert (made.size, made.was) == ((512, 256), (2048, 1024))


def test_noise_that_no_png_can_make_small_still_fits() -> None:
    noise = Image.frombytes("RGBA", (512, 512), shake_256(b"noise").digest(512 * 512 * 4))
    out = BytesIO()
    noise.save(out, "PNG")

    assert drawn(out.getvalue()).size < (512, 512)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_what_moves_the_first_picture_is_taken(kind: str) -> None:
    content = moving(kind)

    assert picture_of(content).is_first_of_many
    assert drawn(content).convert("RGB").getpixel((9, 9)) == (255, 0, 0)


def test_a_photo_is_turned_as_it_is_shown_and_says_no_more_where_it_was_taken() -> None:
    content = turned()
    assert PLACE.encode() in content

    assert drawn(content).size == (40, 80)
    assert PLACE.encode() not in picture_of(content).content


def test_nothing_that_was_written_beside_the_picture_goes_along() -> None:
    profile = b"\0\0\0\x14ADBE" + b"canary" * 9

    for kind in ("PNG", "JPEG", "WEBP"):
        assert drawn(picture(kind, icc_profile=profile)).info == {}


def test_a_jpeg_in_several_passes_is_one_as_any() -> None:
    assert drawn(in_many_passes(3)).size == (64, 64)


REFUSED = {
    "nothing": (b"", "empty"),
    "a page": (b"<!doctype html><script>1</script>", "no PNG"),
    "a zip": (b"PK\x03\x04" + b"\0" * 99, "no PNG"),
    "an SVG": (SVG, "Save it as PNG"),
    "an SVG in other letters": (SVG.decode().encode("utf-16"), "Save it as PNG"),
    "a BMP": (picture("BMP"), "no PNG"),
    "a page behind a signature": (b"GIF89a<script>alert(1)</script>", "damaged"),
    "an SVG behind a signature": (b"\x89PNG\r\n\x1a\n" + SVG, "damaged"),
    "the first half of a PNG": (picture()[:-40], "damaged"),
    "the first half of a JPEG": (picture("JPEG", (400, 400))[:900], "damaged"),
    "a bomb": (claiming(8_000, 8_000), "8,000 × 8,000"),
    "a bomb beyond Pillow's own limit": (claiming(50_000, 50_000), "pixels"),
    "a WebP bomb": (webp_claiming(16_383, 16_383), "16,383 × 16,383"),
    "a JPEG of few bytes and endless work": (in_many_passes(MOST_SCANS), "too many passes"),
    "one pixel": (picture(size=(1, 1)), "1 × 1 pixels; each side needs 32"),
    "a line": (picture(size=(12_000, 1)), "12,000 × 1 pixels; its longer side"),
    "a large file": (b"\x89PNG\r\n\x1a\n" + b"\0" * LARGEST_FILE, "larger than 5 MB"),
}


@pytest.mark.parametrize(("content", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_logo_is_refused_with_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(NotAPicture, match=why):
        picture_of(content)


def test_a_bomb_is_told_by_its_head_and_never_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    def decode(_: Image.Image) -> None:
        raise AssertionError("it was decoded")

    monkeypatch.setattr(Image.Image, "load", decode)
    with pytest.raises(NotAPicture):
        picture_of(claiming(MOST_PIXELS // 4000 + 1, 4000))


def comes_out_or_is_refused(content: bytes) -> None:
    with suppress(NotAPicture):
        drawn(content)


SEEDS = [picture(kind, (40, 36)) for kind in KINDS] + [moving("GIF"), turned(), claiming(90, 90)]


@given(
    st.sampled_from(SEEDS),
    st.lists(st.tuples(st.integers(0, 1999), st.binary(min_size=1, max_size=8)), max_size=6),
    st.integers(0, 2000),
)
def test_whatever_comes_is_refused_with_a_sentence_or_comes_out_within_the_limits(
    seed: bytes, changes: list[tuple[int, bytes]], cut: int
) -> None:
    content = bytearray(seed)
    for place, written in changes:
        at = place % len(content)
        content[at : at + len(written)] = written
    content = content[: max(cut, 9)] if cut % 3 == 0 else content

    comes_out_or_is_refused(bytes(content))


@given(st.binary(max_size=400), st.sampled_from([seed[:16] for seed in SEEDS]))
def test_any_bytes_behind_a_signature_do_no_harm(rest: bytes, signature: bytes) -> None:
    comes_out_or_is_refused(signature + rest)
