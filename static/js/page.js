// What every page can do: say that a request failed, close a message, choose light or dark, close a menu.

export const OFFLINE =
  "De verbinding viel weg. Wat je typte, staat er nog. Probeer het opnieuw zodra je weer verbinding hebt.";

const FAILED = {
  403: "Je aanmelding is verlopen of je mag dit niet doen. Wat je typte, staat er nog. Meld je opnieuw aan in een ander tabblad en probeer het dan opnieuw.",
  404: "Dit is er niet meer, of je mag het niet zien.",
  413: "Dit bestand is te groot. Er is niets bewaard.",
  415: "Dit soort bestand kan hier niet. Er is niets bewaard.",
  429: "Dat waren veel vragen kort na elkaar. Wacht een minuut en probeer het opnieuw.",
  other: "Dit is niet gelukt en er is niets bewaard. Wat je typte, staat er nog. Probeer het zo meteen opnieuw.",
};

export function toast(text) {
  const region = document.getElementById("toasts");
  const template = document.getElementById("toast");
  if (!region || !template) return;
  const note = template.content.cloneNode(true);
  note.querySelector("[data-alert-text]").textContent = text;
  region.replaceChildren(note);
}

function showTheme() {
  const chosen = document.documentElement.dataset.theme ?? "";
  for (const box of document.querySelectorAll("[data-theme-choice]")) box.hidden = false;
  for (const button of document.querySelectorAll("[data-theme-set]"))
    button.setAttribute("aria-pressed", String(button.dataset.themeSet === chosen));
}

function chooseTheme(choice) {
  if (choice) document.documentElement.dataset.theme = choice;
  else delete document.documentElement.dataset.theme;
  try {
    if (choice) localStorage.setItem("theme", choice);
    else localStorage.removeItem("theme");
  } catch {
    // Without storage the choice holds for this page only.
  }
  showTheme();
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]"))
    if (menu !== except) menu.open = false;
}

document.addEventListener("click", (event) => {
  const theme = event.target.closest("[data-theme-set]");
  if (theme) chooseTheme(theme.dataset.themeSet);
  event.target.closest("[data-dismiss]")?.closest("[data-alert]")?.remove();
  if (event.target.closest("[data-print]")) window.print();
  closeMenus(event.target.closest("details[data-menu]"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details[data-menu][open]");
  closeMenus(null);
  open?.querySelector("summary").focus();
});

document.addEventListener("change", (event) => {
  event.target.closest("form[data-submit-on-change]")?.requestSubmit();
});

function failed(event, sentence) {
  // Work that is being followed asks again by itself, and the drawer says it inside.
  if (!event.detail.target?.closest("dialog, [data-progress]")) toast(sentence);
}

document.addEventListener("htmx:responseError", (event) => failed(event, FAILED[event.detail.xhr.status] ?? FAILED.other));
document.addEventListener("htmx:sendError", (event) => failed(event, OFFLINE));
document.addEventListener("htmx:timeout", (event) => failed(event, OFFLINE));

showTheme();
document.querySelector("[data-focus]")?.focus();
