import { keepInAddress, offers } from "./lib/choices.js";
import { choiceOf, fitting, relaxations } from "./lib/filters.js";
import { messagesOf, say } from "./lib/messages.js";
import { state } from "./lib/opening.js";
import { isWithdrawn } from "./lib/withdrawn.js";

/**
 * @typedef {import("./lib/filters.js").Service & Shown} Row
 * @typedef {object} Shown
 * @property {string} name
 * @property {string} text
 * @property {string} note
 * @property {string} [lang] of name and text, where it is not the page's
 * @property {"ltr" | "rtl"} [dir]
 */

const SHOWN = 12; // cards at first, and with each "more"

/**
 * Filters the services on the phone as the server does: by what the form says and the address
 * holds.
 * @param {HTMLElement} root
 */
export function resources(root) {
  /** @type {{ rows: Row[], areas: Record<string, string>, words: Record<string, string> }} */
  const { rows, areas, words } = JSON.parse(root.dataset.services ?? "{}");
  const messages = messagesOf(root);
  const find = (/** @type {string} */ name) =>
    /** @type {HTMLElement} */ (root.querySelector(`[data-${name}]`));
  const form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
  const [list, count, nothing, ways, more] = ["list", "count", "nothing", "without", "more"].map(
    find,
  );
  const blank = /** @type {HTMLTemplateElement} */ (root.querySelector("template"));
  let most = SHOWN;

  /** @param {string} name @param {string} value */
  function known(name, value) {
    const control = form.elements.namedItem(name);
    return control instanceof HTMLSelectElement && Boolean(value) && offers(control, value);
  }

  /** @param {Map<string, string>} choice */
  function fill(choice) {
    for (const control of form.elements) {
      if (control instanceof HTMLSelectElement) control.value = choice.get(control.name) ?? "";
      if (control instanceof HTMLInputElement) control.checked = choice.has(control.name);
    }
    if (choice.size) form.closest("details")?.setAttribute("open", "");
  }

  /** What a choice is called in the form. @param {string} name @param {string} value */
  function nameOf(name, value) {
    const control = form.elements.namedItem(name);
    if (control instanceof HTMLSelectElement) {
      return [...control.options].find((option) => option.value === value)?.text ?? value;
    }
    return /** @type {HTMLInputElement} */ (control).labels?.[0].textContent?.trim() ?? value;
  }

  /** @param {Row} row */
  function card(row) {
    const item = /** @type {HTMLElement} */ (
      /** @type {DocumentFragment} */ (blank.content.cloneNode(true)).firstElementChild
    );
    const part = (/** @type {string} */ name) =>
      /** @type {HTMLElement} */ (item.querySelector(`[data-${name}]`));
    const link = /** @type {HTMLAnchorElement} */ (part("name"));
    link.href = `${location.pathname}${row.id}/`;
    link.textContent = row.name;
    part("text").textContent = row.text;
    for (const text of row.lang ? [link, part("text")] : []) {
      text.lang = row.lang ?? "";
      text.dir = row.dir ?? "";
    }
    part("note").textContent = row.note;
    part("opening").textContent = state(messages, row.schedules, row.zone);
    part("opening").hidden = !part("opening").textContent;
    const facts = row.access.map((fact) => {
      const fits = document.createElement("li");
      fits.textContent = words[fact];
      return fits;
    });
    part("facts").replaceChildren(...facts);
    part("facts").hidden = !facts.length;
    return item;
  }

  function show() {
    const choice = choiceOf(new URLSearchParams(location.search), known);
    fill(choice);
    const now = Date.now();
    const there = rows.filter(({ id }) => !isWithdrawn(`resources/${id}/`));
    const found = fitting(there, choice, areas, now);
    list.replaceChildren(...found.slice(0, most).map(card));
    if (choice.size || count.textContent) {
      count.textContent = say(messages.count, { num: found.length }, found.length);
    }
    more.hidden = found.length <= most;
    nothing.hidden = found.length > 0;
    if (found.length) return;
    const links = relaxations(there, choice, areas, now).map(([name, num]) => {
      const rest = new URLSearchParams([...choice].filter(([term]) => term !== name));
      const link = document.createElement("a");
      link.href = `?${rest}`;
      const what = nameOf(name, choice.get(name) ?? "");
      link.textContent = say(messages.without, { what, num }, num);
      const item = document.createElement("li");
      item.append(link);
      return item;
    });
    ways.replaceChildren(...links);
  }

  keepInAddress(form, () => {
    most = SHOWN;
    show();
  });
  more.addEventListener("click", (event) => {
    event.preventDefault();
    const next = list.children.length;
    most += SHOWN;
    show();
    list.children[next]?.querySelector("a")?.focus();
  });
  show();
}
