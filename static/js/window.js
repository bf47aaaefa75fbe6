import { installed } from "./lib/installed.js";

/**
 * Started from an icon there is no browser around the page: these stand in for its buttons.
 * @param {HTMLElement} root
 */
export function appWindow(root) {
  if (!installed()) return;
  root.hidden = false;
  root.querySelector("[data-back]")?.addEventListener("click", () => history.back());
  root.querySelector("[data-reload]")?.addEventListener("click", () => location.reload());
}
