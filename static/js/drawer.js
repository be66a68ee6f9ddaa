// Opens the passage behind a citation in the page's one <dialog>. The link works without this script too:
// <a class="cite" href="/…/bron/…" data-drawer="Bron 2"> then simply leads to the passage's own page.

const drawer = document.getElementById("drawer");
const body = document.getElementById("drawer-body");

function fill(id) {
  body.replaceChildren(document.getElementById(id).content.cloneNode(true));
}

async function open(link) {
  document.getElementById("drawer-title").textContent = link.dataset.drawer || "Bron";
  fill("drawer-busy");
  if (!drawer.open) drawer.showModal();
  body.focus();
  // A failure is told by the events below, in the drawer itself.
  await window.htmx.ajax("GET", link.href, { source: link, target: body, swap: "innerHTML" }).catch(() => {});
  body.querySelector("mark")?.scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-drawer]");
  const asUsual = event.ctrlKey || event.metaKey || event.shiftKey;
  if (link && drawer?.showModal && window.htmx && !asUsual) {
    event.preventDefault();
    open(link);
  } else if (event.target === drawer || event.target.closest("[data-drawer-close]")) {
    drawer.close();
  }
});

for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"])
  document.addEventListener(failure, (event) => {
    if (event.detail.target === body) fill("drawer-failed");
  });
