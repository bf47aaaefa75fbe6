// Runs before the first paint: how the reader wants to read, and whether they have left.
// A classic script, because modules run too late for both.

(() => {
  const page = document.documentElement;
  const AWAY = 600_000; // ms after leaving in which this tab shows nothing of ours

  const left = () => {
    try {
      return Date.now() - Number(sessionStorage.getItem("left")) < AWAY;
    } catch {
      return false; // storage is refused
    }
  };

  // Also where the browser brings a page back as it was.
  const stayAway = () => {
    if (!left()) return;
    page.hidden = true;
    location.replace(`/${page.dataset.language}/neutral/`);
  };

  stayAway();
  addEventListener("pageshow", stayAway);

  try {
    Object.assign(page.dataset, JSON.parse(localStorage.getItem("comfort") ?? "{}"));
  } catch {
    // storage is refused, or holds something foreign: pages look as usual
  }
})();
