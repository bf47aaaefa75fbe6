// Takes the place of /sw.js when a network must stop keeping pages: removes all of them and
// itself. It stays at the same address until no phone asks for it any more.

scope.addEventListener("install", (event) => {
  event.waitUntil(scope.skipWaiting());
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys()) await caches.delete(name);
      await scope.registration.unregister();
      // Only pages that were answered from here: others have nothing to let go of, and would
      // reload for ever.
      const pages = await scope.clients.matchAll({ type: "window" });
      await Promise.all(pages.map((page) => /** @type {WindowClient} */ (page).navigate(page.url)));
    })(),
  );
});

// Pages of any edition may still ask; the answer is always that nothing is kept.
scope.addEventListener("message", (event) => {
  event.ports[0]?.postMessage({ state: "none" });
});
