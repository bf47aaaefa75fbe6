const REFUSED = "not-on-this-phone";

// Said by the tab's name: it lasts as long as the tab, and nothing is stored for it, so that
// nothing is left after "forget everything". Other sites see an empty name (COOP).

/** Whether the reader said in this tab that nothing is to be kept. */
export const refused = () => window.name === REFUSED;

/** @param {boolean} value */
export function refuse(value) {
  window.name = value ? REFUSED : "";
}
