import { installed } from "./lib/installed.js";

/**
 * Leaves at once: first nothing is seen, then the page is replaced, so that Back does not
 * return to it. Pages before it in the history stay away by themselves (`early.js`).
 * @param {HTMLElement} link
 */
export function exit(link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    const { language } = document.documentElement.dataset;
    const target = /** @type {HTMLAnchorElement} */ (link).href;
    document.body.replaceChildren();
    document.title = "";
    try {
      sessionStorage.setItem("left", String(Date.now()));
    } catch {
      // storage is refused: the page is replaced all the same
    }
    // In a window of its own another site would open as a sheet above this app.
    const within = installed() || !navigator.onLine;
    location.replace(within ? `/${language}/neutral/` : target);
  });
}
