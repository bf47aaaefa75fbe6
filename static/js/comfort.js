/**
 * Settings of reading, kept on this phone alone; `early.js` sets them on the next page.
 * @param {HTMLElement} form
 */
export function comfort(form) {
  const page = document.documentElement;
  const choices = /** @type {NodeListOf<HTMLInputElement>} */ (form.querySelectorAll("input"));
  for (const choice of choices) {
    choice.checked = choice.value === (page.dataset[choice.name] ?? "");
  }
  form.hidden = false;
  form.addEventListener("change", () => {
    /** @type {Record<string, string>} */
    const chosen = {};
    for (const { name, value, checked } of choices) {
      if (!checked) continue;
      delete page.dataset[name];
      if (value) chosen[name] = value;
    }
    Object.assign(page.dataset, chosen);
    try {
      if (Object.keys(chosen).length) localStorage.setItem("comfort", JSON.stringify(chosen));
      else localStorage.removeItem("comfort");
    } catch {
      // storage is refused: the choice holds for this page
    }
  });
}
