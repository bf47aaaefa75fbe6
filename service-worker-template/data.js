/** What the build fills in. @type {{ format: number, languages: string[] }} */
const DATA = { format: 2, languages: ["ar", "en"] };

const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {any} */ (self));
