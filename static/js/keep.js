// Gives back what was typed after a failed save, an expired login or a lost connection.
//
// <form data-keep="note-<case id>"> is remembered in sessionStorage while one types and forgotten only when the
// server says that it was kept: an element with data-keep-clear="note-<case id>" on the next page (Django message
// with extra_tags), or the HX-Trigger event {"kept": {"key": "note-<case id>"}}. A form of which the login expired
// therefore comes back after logging in again.
//
// NEVER localStorage: the text is about a minor and still holds names. localStorage outlives the tab, the login
// and the shift, on computers that a whole living group shares. sessionStorage dies with the tab; on top of that
// an entry is dropped when someone else logs in in the same tab, and all are dropped on logging out.

import { OFFLINE, toast } from "./page.js";

const PREFIX = "keep:";
const SKIP = new Set(["password", "file", "hidden", "submit", "button"]);
const person = document.body.dataset.person ?? "";
const dirty = new Set();

const fields = (form) =>
  [...form.elements].filter((field) => (field.name && !SKIP.has(field.type)) || "keepField" in field.dataset);

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

function remember(form) {
  const values = fields(form).map((field) => [field.name, field.value, field.checked]);
  try {
    sessionStorage.setItem(PREFIX + form.dataset.keep, JSON.stringify({ person, values }));
  } catch {
    // A full or refused storage must never stop someone from typing.
  }
}

function forget(key) {
  sessionStorage.removeItem(PREFIX + key);
  for (const form of dirty) if (form.dataset.keep === key) dirty.delete(form);
}

function forgetAll(test = () => true) {
  for (const name of Object.keys(sessionStorage))
    if (name.startsWith(PREFIX) && test(read(name.slice(PREFIX.length)))) sessionStorage.removeItem(name);
}

function restore(form) {
  const kept = read(form.dataset.keep);
  if (!kept || kept.person !== person) return;
  let changed = false;
  for (const [index, field] of fields(form).entries()) {
    const [name, value, checked] = kept.values[index] ?? [];
    if (name !== field.name || (value === field.value && checked === field.checked)) continue;
    field.value = value;
    if (field.type === "checkbox" || field.type === "radio") field.checked = checked;
    changed = true;
  }
  if (!changed) return;
  dirty.add(form);
  form.dispatchEvent(new Event("kept:restored", { bubbles: true }));
  const note = form.querySelector("[data-keep-note]");
  if (note) note.hidden = false;
}

function start(root) {
  for (const mark of root.querySelectorAll("[data-keep-clear]")) forget(mark.dataset.keepClear);
  for (const form of root.querySelectorAll("form[data-keep]")) restore(form);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-keep]");
  if (!form) return;
  dirty.add(form);
  remember(form);
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-keep]") && !navigator.onLine) {
    // The browser would leave for a page of its own; here the text stays in sight.
    event.preventDefault();
    return toast(OFFLINE);
  }
  if (form.matches("[data-keep-forget]")) forgetAll();
  if (form.matches("[data-keep]")) {
    remember(form);
    dirty.delete(form);
  }
});

document.body.addEventListener("kept", (event) => forget(event.detail.key));
document.addEventListener("htmx:load", (event) => start(event.detail.elt.parentElement ?? document));
window.addEventListener("beforeunload", (event) => {
  if (dirty.size) event.preventDefault();
});

if (person) forgetAll((kept) => kept?.person !== person);
start(document);
