"""The style page alone, and a piece of work to follow: no database, nobody logged in."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import path

from ai4care import look

STEPS = [
    {"name": "search", "label": "Bronnen zoeken", "state": "current"},
    {"name": "check", "label": "Nakijken"},
]
TOLD = ['data: {"state": "running", "step": "check"}\n\n', 'data: {"state": "done"}\n\n']


def work(request: HttpRequest, stream: str) -> HttpResponse:
    """A page that follows work; stream is the last part of its stream's address, "geen" for none."""
    return render(request, "look/work.html", _work(stream))


def state(request: HttpRequest, stream: str) -> HttpResponse:
    """What the page asks: still busy the first time, finished the second; finished at once after a stream."""
    asked = int(request.COOKIES.get("asked", "0")) + 1
    if stream == "stroom" or asked > 1:
        return HttpResponse('<section id="work">De analyse is klaar.</section>')
    answer = render(request, "components/progress.html", _work(stream))
    answer.set_cookie("asked", str(asked))
    return answer


def told(request: HttpRequest) -> StreamingHttpResponse:
    """A stream of two messages."""
    return StreamingHttpResponse(TOLD, content_type="text/event-stream")


def _work(stream: str) -> dict[str, object]:
    followed = "" if stream == "geen" else f"/werk/{stream}/"
    return {
        "id": "work",
        "title": "Bezig",
        "steps": STEPS,
        "poll_url": f"/stand/{stream}/",
        "stream_url": followed,
    }


urlpatterns = [
    path("stijl/", look.look, name="look"),
    path("stijl/zoek/", look.look_find, name="look_find"),
    path("stijl/bron/", look.look_passage, name="look_passage"),
    path("werk/stroom/", told),
    path("volg/<str:stream>/", work),
    path("stand/<str:stream>/", state),
]
