// The routing table. `install` stores nothing: saving is asked for by a page.

scope.addEventListener("install", (event) => {
  // Without it Chromium races a sleeping worker with a request that tells the server which
  // saved page is read.
  const { addRoutes } = /** @type {any} */ (event);
  if (addRoutes && "URLPattern" in self) {
    const everything = { urlPattern: new URLPattern({ pathname: "/*" }) };
    const routes = [{ condition: everything, source: "fetch-event" }];
    event.waitUntil(addRoutes.call(event, routes));
  }
});

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/static/") || url.pathname.endsWith(".webmanifest")) {
    event.respondWith(asset(request, url));
    return;
  }
  if (request.mode !== "navigate") return;
  const language = languageOf(url.pathname);
  if (url.pathname === "/") event.respondWith(start(request, url).catch(() => fetch(request)));
  else if (language) {
    event.respondWith(page(event, url, language).catch(() => fetch(request)));
  }
});

scope.addEventListener("message", (event) => {
  // The reader pressed "show it": until then a newer worker waits.
  if (event.data.type === "activate") scope.skipWaiting();
  const [port] = event.ports;
  if (!port) return;
  event.waitUntil(
    answer(event.data, (progress) => port.postMessage(progress)).then(
      (reply) => port.postMessage(reply),
      (error) => port.postMessage({ state: "failed", reason: String(error) }),
    ),
  );
});

/**
 * @param {{ type: string, language: string } & Wish} message
 * @param {Tell} tell
 * @returns {Promise<any>} a `Progress`; `sizes` is answered by what the server says each language
 *   takes, `kept` by the languages on this phone
 */
async function answer(message, tell) {
  const { language } = message;
  switch (message.type) {
    case "status":
      return status(language);
    case "sizes":
      return parsed(await fetchOurs("/offline/index.json", {}, whole));
    case "kept":
      return keptLanguages();
    case "check":
      return alone(() => check(language));
    case "save":
      return saveStep(language, message, tell);
    case "pause":
      return pause(language);
    case "stop":
      return stop();
    case "remove":
      return remove(language);
    default:
      throw new Error(`${message.type}: no such message`);
  }
}

/**
 * Two saves at once would only waste bytes, since names hold hashes; a lock saves them.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
function alone(work) {
  return "locks" in navigator ? navigator.locks.request("save", work) : work();
}

scope.addEventListener("unhandledrejection", (event) => console.error(event.reason));
