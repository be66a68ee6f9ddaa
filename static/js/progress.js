// Follows work that lasts. The server's fragment is the truth; this only asks for it at the right moment.
//
// <section id="…" data-progress data-stream="/…/stroom" data-poll="/…/stand"> with <li data-step="search"> inside.
// The stream sends messages {"state": "running", "step": "search"} and, at the end, {"state": "done"} (or "failed").
// At the end, and every 3 seconds where there is no stream, the section is replaced by what data-poll answers:
// the same section, or the finished part of the page. A lost message costs nothing: the fragment has all.

const POLL_MS = 3000;
const WORDS = { current: "bezig", done: "klaar" };

function mark(line, state) {
  line.dataset.state = state;
  const word = line.querySelector("[data-state-word]");
  if (word) word.textContent = WORDS[state];
}

function show(section, step) {
  const lines = [...section.querySelectorAll("[data-step]")];
  const at = lines.findIndex((line) => line.dataset.step === step);
  for (const line of lines.slice(0, Math.max(at, 0))) mark(line, "done");
  if (at >= 0) mark(lines[at], "current");
}

async function refresh(section) {
  if (!section.isConnected) return;
  const target = { source: section, target: section, swap: "outerHTML" };
  await window.htmx.ajax("GET", section.dataset.poll, target).catch(() => {});
}

function poll(section) {
  // An answer that still is the progress starts its own clock (htmx:load); after a failed one this clock goes on.
  setTimeout(async () => {
    await refresh(section);
    if (section.isConnected) poll(section);
  }, POLL_MS);
}

function listen(section) {
  const url = new URL(section.dataset.stream, location.href);
  const stream = new EventSource(url, { withCredentials: url.origin !== location.origin });
  const hear = (event) => {
    const { state, step } = event.data ? JSON.parse(event.data) : { state: "done" };
    if (step) show(section, step);
    if (event.type !== "done" && (!state || state === "running" || state === "queued")) return;
    stream.close();
    refresh(section).then(() => section.isConnected && poll(section));
  };
  for (const kind of ["message", "step", "done"]) stream.addEventListener(kind, hear);
  stream.addEventListener("error", () => {
    stream.close();
    poll(section);
  });
  document.addEventListener("htmx:afterSwap", () => section.isConnected || stream.close());
  window.addEventListener("pagehide", () => stream.close());
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
