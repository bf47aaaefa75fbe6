const REFUSED = "not-on-this-phone"; // in sessionStorage: it ends with the tab

/** Whether the reader said in this tab that nothing is to be kept. */
export function refused() {
  try {
    return sessionStorage.getItem(REFUSED) !== null;
  } catch {
    return false; // storage is refused: nothing could be remembered either
  }
}

/** @param {boolean} value */
export function refuse(value) {
  try {
    if (value) sessionStorage.setItem(REFUSED, "");
    else sessionStorage.removeItem(REFUSED);
  } catch {
    // as above
  }
}
