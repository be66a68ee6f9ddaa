// Follows work that lasts. The server's fragment is the truth; this only asks for it at the right moment.
//
// <section id="…" data-progress data-stream="/…/stroom" data-poll="/…/stand"> with <li data-step="search"> inside.
// The stream sends events named "step" with {"step": "search", "state": "waiting|current|done|failed"} and one
// event "done" at the end. Then, and every 3 seconds when there is no stream, the section is replaced by what
// data-poll answers: the same section, or the finished page fragment.

const POLL_MS = 3000;
const WORDS = { waiting: "", current: "bezig", done: "klaar", failed: "niet gelukt" };

function show(section, { step, state }) {
  const line = section.querySelector(`[data-step="${CSS.escape(step)}"]`);
  if (!line || !(state in WORDS)) return;
  line.dataset.state = state;
  const word = line.querySelector("[data-state-word]");
  if (word) word.textContent = WORDS[state];
}

function refresh(section) {
  if (!section.isConnected) return Promise.resolve();
  return window.htmx.ajax("GET", section.dataset.poll, { source: section, target: section, swap: "outerHTML" });
}

function poll(section) {
  // The answer, when it still is the progress, starts its own clock through htmx:load; a failed answer does not.
  setTimeout(() => refresh(section).catch(() => {}).finally(() => section.isConnected && poll(section)), POLL_MS);
}

function listen(section) {
  const url = new URL(section.dataset.stream, location.href);
  const stream = new EventSource(url, { withCredentials: url.origin !== location.origin });
  stream.addEventListener("step", (event) => show(section, JSON.parse(event.data)));
  stream.addEventListener("done", () => {
    stream.close();
    refresh(section);
  });
  stream.addEventListener("error", () => {
    stream.close();
    poll(section);
  });
  new MutationObserver((_, observer) => {
    if (section.isConnected) return;
    stream.close();
    observer.disconnect();
  }).observe(document.body, { childList: true, subtree: true });
}

function start(section) {
  if (section.dataset.following) return;
  section.dataset.following = "yes";
  if (section.dataset.stream && window.EventSource) listen(section);
  else poll(section);
}

const startAll = () => document.querySelectorAll("[data-progress]").forEach(start);
document.addEventListener("htmx:load", startAll);
startAll();
