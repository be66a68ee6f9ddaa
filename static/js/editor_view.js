// Draws what the note editor knows: the layer of marks behind the text, and the rows under it.

import { word } from "./marks.js";

const PEOPLE = new Set(["PERSON", "AGE", "DATE_OF_BIRTH", "NATIONAL_NUMBER"]);

function drawn(mark, words, here) {
  const piece = document.createElement("span");
  piece.className = "editor__mark";
  piece.classList.toggle("editor__mark--person", PEOPLE.has(mark.label));
  piece.classList.toggle("editor__mark--added", Boolean(mark.added));
  piece.classList.toggle("editor__mark--here", mark.start === here);
  piece.textContent = words;
  return piece;
}

export function drawLayer(layer, text, marks, here) {
  const pieces = [];
  let at = 0;
  for (const mark of marks) {
    if (mark.start < at) continue;
    pieces.push(text.slice(at, mark.start), drawn(mark, text.slice(mark.start, mark.end), here));
    at = mark.end;
  }
  // A last line break only takes room when something follows it.
  layer.replaceChildren(...pieces, text.slice(at), "\u200b");
}

/** One row. row: {words, label, token, count, added, checked, dismissed: "" | "gone" | "refused", shared}. */
export function rowFor(template, row, { confirmed, onConfirm, onChange, onShare }) {
  const item = template.content.cloneNode(true).firstElementChild;
  const [confirm, change] = item.querySelectorAll("button");
  const gone = row.dismissed === "gone";
  item.classList.toggle("marks__item--dismissed", gone);
  item.dataset.words = row.words;
  item.querySelector("[data-words]").textContent = row.words;
  item.querySelector("[data-label]").textContent = told(row);
  confirm.hidden = gone || Boolean(row.added) || Boolean(row.dismissed);
  confirm.setAttribute("aria-pressed", String(confirmed.has(row.words)));
  confirm.addEventListener("click", () => onConfirm(row));
  change.hidden = Boolean(row.checked) || row.dismissed === "refused";
  change.textContent = gone ? "Toch vervangen" : row.added ? "Wissen" : "Geen naam";
  change.addEventListener("click", () => onChange(row));
  for (const button of [confirm, change]) button.setAttribute("aria-label", `${button.textContent}: ${row.words}`);
  const everywhere = item.querySelector("[data-everywhere]");
  everywhere.hidden = !gone;
  everywhere.querySelector("input").checked = Boolean(row.shared);
  everywhere.querySelector("input").addEventListener("change", (event) => onShare(row, event.target.checked));
  return item;
}

function told(row) {
  if (row.dismissed === "gone") return "blijft staan";
  const times = row.count > 1 ? `, ${row.count} keer` : "";
  const token = row.token ? `, wordt ${row.token}` : "";
  const refused = row.dismissed ? ". Dit staat vast en wordt toch vervangen" : "";
  return word(row.label) + token + times + refused;
}
