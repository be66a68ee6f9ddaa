"""Work that lasts is followed through its stream, and by asking when there is none or it breaks."""

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("stream", ["stroom", "kapot", "geen"])
def test_the_finished_part_takes_the_place_of_the_steps(page: Page, stream: str) -> None:
    page.goto(f"/volg/{stream}/")
    expect(page.get_by_text("De analyse is klaar.")).to_be_visible(timeout=12_000)
    expect(page.locator("[data-progress]")).to_have_count(0)
