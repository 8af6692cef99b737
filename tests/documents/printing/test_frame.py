from xml.etree import ElementTree

from documents.printing.frame import frame_svg

SVG = "{http://www.w3.org/2000/svg}"


def test_the_frame_has_the_size_of_the_sheet():
    drawing = ElementTree.fromstring(frame_svg(297, 210))

    assert (drawing.get("width"), drawing.get("height"), drawing.get("viewBox")) == ("297mm", "210mm", "0 0 297 210")


def test_the_frame_is_drawn_from_shapes_alone():
    drawing = ElementTree.fromstring(frame_svg(297, 210))

    assert {each.tag for each in drawing} == {f"{SVG}rect", f"{SVG}path"}


def test_every_band_holds_whole_lozenges_between_its_corners():
    drawing = ElementTree.fromstring(frame_svg(420, 297))

    across, down = (path.get("d").count("Z") for path in drawing.findall(f"{SVG}path")[:4:2])
    assert (across, down) == (2 * round((420 - 38) / 9), 2 * round((297 - 38) / 9))
