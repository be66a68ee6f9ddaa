// Sets the chosen light or dark before the first paint; runs as a plain blocking script, so nothing flashes.
// The choice says nothing about anybody, so it may stay in localStorage; notes may not (see keep.js).
(() => {
  try {
    const choice = localStorage.getItem("theme");
    if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
  } catch {
    // A browser that refuses storage follows the device.
  }
})();
