// Writes a Workbox precaching worker: `node workbox.mjs FOLDER PATTERN…`.
// FOLDER is what the host serves; the patterns name the pages and what they need.

import { generateSW } from "workbox-build";

const [folder, ...patterns] = process.argv.slice(2);

const { count, size, warnings } = await generateSW({
  swDest: `${folder}/sw.js`,
  globDirectory: folder,
  globPatterns: patterns,
  maximumFileSizeToCacheInBytes: 100_000_000,
  dontCacheBustURLsMatching: /\.[0-9a-f]{12}\./,
  // Pages end in a slash here; asked for as index.html they would be redirected.
  modifyURLPrefix: { "": "/" },
  manifestTransforms: [
    (entries) => ({
      manifest: entries.map((entry) => ({
        ...entry,
        url: entry.url.replace(/\/index\.html$/, "/"),
      })),
    }),
  ],
  skipWaiting: true,
  clientsClaim: true,
  cleanupOutdatedCaches: true,
  mode: "production",
  sourcemap: false,
});
if (warnings.length) throw new Error(warnings.join("\n"));
console.log(JSON.stringify({ count, size }));
