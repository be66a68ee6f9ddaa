// The note editor. The textarea holds the truth and works without this script; the layer behind it only draws.
// Asks data-find-url: POST {text, dismissed: [words], added: [[start, end, label]]} ->
// {spans: [{start, end, label, token, checked?}], warnings?: [sentence]}, all offsets in code points.
// Keys: Alt+M marks the selection, Alt+J goes from a word to its row in the list, Escape goes back to the text.

import { drawLayer, rowFor } from "./editor_view.js";
import { fromPoints, rows, shift, stretch, summary, toPoints, visible } from "./marks.js";

const WAIT_MS = 350;
const AGAIN_MS = 5000;
const SILENT = "De pseudonimiseerder antwoordt niet. Je tekst blijft hier staan; bewaren kan pas als hij weer werkt.";
const EXPIRED = "Je aanmelding is verlopen. Je tekst blijft hier staan; meld je in een ander tabblad opnieuw aan.";

function start(root) {
  const form = root.closest("form");
  const field = root.closest(".field");
  const part = (name) => field.querySelector(`[data-editor-${name}]`);
  const area = part("text");
  const confirmed = new Set();
  // leaving: dismissed since the last answer. After an answer the server's spans are what will be replaced.
  // shared: dismissed words that are no name in the whole organisation either.
  const said = { found: [], added: [], dismissed: [], shared: [], leaving: new Set() };
  let text = area.value;
  let here = null;
  let timer = 0;
  let asking = null;

  const marks = () => visible(text, said);
  const words = (mark) => text.slice(mark.start, mark.end);

  function say(sentence, failed = false) {
    part("words").textContent = sentence;
    part("summary").classList.toggle("editor__summary--failed", failed);
  }

  function drawText() {
    drawLayer(part("layer"), text, marks(), here);
    const at = marks().find((mark) => mark.start === here);
    for (const item of part("list").children)
      item.classList.toggle("marks__item--here", Boolean(at) && item.dataset.words === words(at));
  }

  function draw(focus = null) {
    const seen = rows(text, marks());
    const refused = (row) => (said.dismissed.includes(row.words) && !row.added ? "refused" : "");
    const gone = said.dismissed
      .filter((word) => text.includes(word) && !seen.some((row) => row.words === word))
      .map((word) => ({ words: word, dismissed: "gone", shared: said.shared.includes(word) }));
    const all = [...seen.map((row) => ({ ...row, dismissed: refused(row) })), ...gone];
    const onConfirm = (row) => { confirmed.add(row.words); draw(row.words); };
    const acts = { confirmed, onConfirm, onChange, onShare };
    part("list").replaceChildren(...all.map((row) => rowFor(part("item"), row, acts)));
    part("marks").hidden = !all.length;
    drawText();
    const again = [...part("list").children].find((item) => item.dataset.words === focus);
    again?.querySelector("button:not([hidden])")?.focus();
  }

  function keep() {
    part("dismissed").value = JSON.stringify(said.dismissed);
    part("shared").value = JSON.stringify(said.shared);
    part("added").value = JSON.stringify(toPoints(text, said.added));
    part("added").dispatchEvent(new Event("input", { bubbles: true }));
  }

  function onChange(row) {
    if (row.added) said.added = said.added.filter((mark) => words(mark) !== row.words);
    else if (row.dismissed) {
      said.dismissed = said.dismissed.filter((word) => word !== row.words);
      said.shared = said.shared.filter((word) => word !== row.words);
    } else said.dismissed.push(row.words);
    if (!row.added && !row.dismissed) said.leaving.add(row.words);
    keep();
    draw(row.words);
    ask();
  }

  function onShare(row, everywhere) {
    said.shared = said.shared.filter((word) => word !== row.words);
    if (everywhere) said.shared.push(row.words);
    keep();
  }

  function warn(sentences = []) {
    part("warning").hidden = !sentences.length;
    part("standing").textContent = sentences.length ? [...sentences, root.dataset.coarser].join(" ") : "";
  }

  function add() {
    const piece = stretch(text, area.selectionStart, area.selectionEnd);
    if (piece.start === piece.end) return say("Selecteer eerst het woord dat vervangen moet worden.");
    const apart = said.added.filter((mark) => mark.end <= piece.start || piece.end <= mark.start);
    said.dismissed = said.dismissed.filter((word) => word !== words(piece));
    said.added = [...apart, { ...piece, label: part("label").value, added: true }];
    keep();
    draw();
    say(`"${words(piece)}" is gemarkeerd. ${summary(marks())}`);
    area.focus();
    ask();
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const asked = text;
    const csrf = form?.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const headers = { "Content-Type": "application/json", "X-CSRFToken": csrf };
    const body = JSON.stringify({ text, dismissed: said.dismissed, added: toPoints(text, said.added) });
    try {
      const answer = await fetch(root.dataset.findUrl, { method: "POST", headers, body, signal });
      if (answer.redirected || answer.status === 401 || answer.status === 403) return say(EXPIRED, true);
      const { spans, warnings, error } = await answer.json();
      // A refusal (too long, unreadable) has its own sentence and asking again would not help; silence would.
      if (!answer.ok && answer.status < 500 && error) return say(error, true);
      if (!answer.ok) throw new Error(`answer ${answer.status}`);
      said.found = shift(fromPoints(asked, spans), asked, text);
      said.leaving.clear();
      draw(document.activeElement?.closest?.(".marks__item")?.dataset.words);
      say(summary(marks()));
      warn(warnings);
    } catch {
      if (signal.aborted) return;
      say(SILENT, true);
      timer = setTimeout(ask, AGAIN_MS);
    }
  }

  function typed() {
    said.found = shift(said.found, text, area.value);
    said.added = shift(said.added, text, area.value);
    text = area.value;
    part("added").value = JSON.stringify(toPoints(text, said.added));
    drawText();
    clearTimeout(timer);
    timer = setTimeout(() => { say("Namen zoeken in je tekst."); ask(); }, WAIT_MS);
  }

  function moved() {
    if (document.activeElement !== area) return;
    const at = marks().find((mark) => mark.start <= area.selectionStart && area.selectionStart <= mark.end);
    if (here === (at?.start ?? null)) return;
    here = at?.start ?? null;
    drawText();
  }

  function pressed(event) {
    if (event.altKey && event.code === "KeyM") add();
    else if (event.altKey && event.code === "KeyJ") part("list").querySelector(".marks__item--here button:not([hidden])")?.focus();
    else return;
    event.preventDefault();
  }

  function load() {
    text = area.value;
    said.dismissed = JSON.parse(part("dismissed").value || "[]");
    said.shared = JSON.parse(part("shared").value || "[]");
    const added = JSON.parse(part("added").value || "[]").map(([from, to, label]) => ({ start: from, end: to, label }));
    said.added = fromPoints(text, added).map((mark) => ({ ...mark, added: true }));
    draw();
    if (text.trim()) ask();
  }

  root.classList.add("editor--live");
  part("add").hidden = false;
  area.addEventListener("input", typed);
  area.addEventListener("keydown", pressed);
  part("mark").addEventListener("click", add);
  part("list").addEventListener("keydown", (event) => event.key === "Escape" && area.focus());
  document.addEventListener("selectionchange", moved);
  form?.addEventListener("kept:restored", load);
  load();
}

for (const root of document.querySelectorAll("[data-editor]")) start(root);
