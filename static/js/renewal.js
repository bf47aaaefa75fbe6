import { messagesOf, say } from "./lib/messages.js";
import { registered, supported } from "./lib/worker.js";

const HOUR = 3_600_000; // ms
const PATIENCE = 3_000; // ms; WebKit may never say that another worker took over

/**
 * Tells that newer pages were fetched, or that a newer worker waits, and shows them when the
 * reader wants to: nothing reloads by itself.
 * @param {HTMLElement} root
 */
export async function renewal(root) {
  if (!(await supported())) return;
  const status = /** @type {HTMLElement} */ (root.querySelector("[role=status]"));
  const button = /** @type {HTMLButtonElement} */ (root.querySelector("[data-renew]"));
  const messages = messagesOf(root);

  /** @param {"pages" | "app"} what */
  function offer(what) {
    status.textContent = say(messages[what]);
    button.hidden = false;
  }

  async function look() {
    const registration = await registered();
    if (!registration) return;
    // Offline, or the server is away: the next look may find it.
    await registration.update().catch(() => undefined);
    if (registration.waiting) offer("app");
    registration.installing?.addEventListener("statechange", () => {
      if (registration.waiting) offer("app");
    });
  }

  button.addEventListener("click", async () => {
    // Read now: after several updates an earlier handle is stale.
    const waiting = (await registered())?.waiting;
    if (!waiting) return location.reload();
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    setTimeout(() => location.reload(), PATIENCE);
    waiting.postMessage({ type: "activate" });
  });

  document.addEventListener("kept", (event) => {
    if (/** @type {CustomEvent} */ (event).detail.updated) offer("pages");
    look();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") look();
  });
  setInterval(look, HOUR);
}
