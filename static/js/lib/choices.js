// A form whose choices stand in the address.

/** @param {HTMLSelectElement} select @param {string} value */
export const offers = (select, value) =>
  [...select.options].some((option) => option.value === value);

/**
 * Writes what is chosen into the address and shows it: at each change, and when it is sent.
 * @param {HTMLFormElement} form
 * @param {() => void} show
 */
export function keepInAddress(form, show) {
  function apply() {
    const terms = [...new FormData(form)].filter(([, value]) => value);
    const query = String(new URLSearchParams(/** @type {[string, string][]} */ (terms)));
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
    show();
  }
  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    apply();
  });
}
