"""Whatever stands in an article or in a passage that is quoted, the page shows it as text and runs none of it."""

import re

import pytest

from knowledge.rules.markup import safe_html
from knowledge.rules.passages import PROSE
from knowledge.templatetags.knowledge import as_written, plain

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">klik</a>',
    "[klik](javascript:alert(1))",
    "[klik](JaVaScRiPt&colon;alert(1))",
    "[klik](data:text/html;base64,PHNjcmlwdD4=)",
    "<javascript:alert(1)>",
    '![beeld](https://elders.example/x.png "x")',
    "[klik][1]\n\n[1]: vbscript:x",
    "<svg/onload=alert(1)>",
    "<iframe src=https://elders.example></iframe>",
    "| a |\n| --- |\n| <b onmouseover=alert(1)>x</b> |",
    '`<script>`\n\n    <script>alert("code")</script>',
    "<style>body { display: none }</style>",
    "<!-- --><form action=https://elders.example><input name=q></form>",
)
DRAWN = re.compile(r"<(/?)(\w+)([^>]*)>")
CALM = {"p", "ul", "ol", "li", "strong", "em", "a", "h3", "h4", "blockquote", "br", "code",
        "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_an_article_or_a_quotation_runs_or_fetches(text: str) -> None:
    for html in (safe_html(text), as_written(text, PROSE), as_written(f"Eerste zin.\n{text}", "first_steps")):
        for _, tag, attributes in DRAWN.findall(html):
            assert tag in CALM
            assert re.fullmatch(r'( href="https?://[^"]*"| rel="[\w ]+"| start="\d+")*', attributes), attributes


@pytest.mark.parametrize("text", HOSTILE)
def test_an_excerpt_is_left_to_the_template_to_escape(text: str) -> None:
    assert not hasattr(plain(text), "__html__")
