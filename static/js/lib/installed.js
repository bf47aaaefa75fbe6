/** Whether this was started from an icon. iOS may call it fullscreen, or say it only its own way. */
export const installed = () =>
  matchMedia("(display-mode: standalone), (display-mode: fullscreen)").matches ||
  Boolean(/** @type {any} */ (navigator).standalone);
