import { ask, registered, supported } from "./lib/worker.js";

/**
 * Without a network: the same page in the languages that are on this phone, the one read last
 * before the others, and a word where none of them is the one that was asked for.
 * @param {HTMLElement} root
 */
export async function elsewhere(root) {
  if (!((await supported()) && (await registered()))) return;
  const [, asked, ...rest] = location.pathname.split("/");
  /** @type {string[]} */
  const kept = await ask({ type: "kept" });
  const list = /** @type {HTMLElement} */ (root.querySelector("ul"));
  for (const code of kept) {
    const item = /** @type {HTMLElement} */ (root.querySelector(`[data-kept=${code}]`));
    const link = /** @type {HTMLAnchorElement} */ (item.querySelector("a"));
    link.href = `/${code}/${rest.join("/")}`;
    item.hidden = code === asked;
    list.append(item);
  }
  const others = kept.filter((code) => code !== asked);
  root.hidden = !others.length;
  const foreign = /** @type {HTMLElement} */ (root.querySelector("[data-foreign]"));
  foreign.hidden = kept.includes(asked);
}
