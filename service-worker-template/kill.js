// Takes the place of /sw.js when a network must stop keeping pages: removes all of them and
// itself. It stays at the same address until no phone asks for it any more.

scope.addEventListener("install", (event) => {
  // Not only in `activate`: browsers let a worker that is busy, or seems so, stay for minutes.
  scope.registration.unregister(); // comes true once this event has ended: do not wait for it
  // A page that registers meanwhile would find the old worker again, were it not replaced too.
  event.waitUntil(Promise.all([scope.skipWaiting(), removeAll()]));
});

scope.addEventListener("activate", (event) => event.waitUntil(removeAll()));

/** The step that another worker may be in the middle of is let end: it would write once more. */
function removeAll() {
  const remove = async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  };
  return "locks" in navigator ? navigator.locks.request("save", remove) : remove();
}

// Pages of any edition may still ask; the answer is always that nothing is kept.
scope.addEventListener("message", (event) => {
  event.ports[0]?.postMessage({ state: "none" });
});
