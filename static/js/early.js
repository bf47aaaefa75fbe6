// Runs before the first paint: how the reader wants to read, and whether they have left.
// A classic script, because modules run too late for both; and because it can see whether they ran.

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

  // A network may have put something else in the place of our script, and the browser would
  // keep that for as long as the real one: fetched past its cache, it is right the next time.
  addEventListener("load", async () => {
    const [visit] = performance.getEntriesByType("navigation");
    const again = /** @type {any} */ (visit)?.type === "reload";
    if (page.dataset.scripts || again || !("noModule" in HTMLScriptElement.prototype)) return;
    const fetched = [...document.scripts].map(({ src }) => fetch(src, { cache: "reload" }));
    const answers = await Promise.all(fetched).catch(() => []);
    if (answers.length && answers.every(({ ok }) => ok)) location.reload();
  });

  try {
    Object.assign(page.dataset, JSON.parse(localStorage.getItem("comfort") ?? "{}"));
  } catch {
    // storage is refused, or holds something foreign: pages look as usual
  }
})();
