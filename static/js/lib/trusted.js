// The scripts of ours that pages may start by their address; browsers with Trusted Types hold to it.

const OWN = /^\/(?:sw|static\/app\.[0-9a-f]{12})\.js$/;

/** @type {any} */
let policy;

/** @param {string} path @returns {any} what browsers take as a script's address */
export function scriptUrl(path) {
  const { trustedTypes } = /** @type {any} */ (window);
  if (!trustedTypes) return path;
  policy ??= trustedTypes.createPolicy("app", {
    createScriptURL(/** @type {string} */ url) {
      if (!OWN.test(url)) throw new TypeError(`not a script of ours: ${url}`);
      return url;
    },
  });
  return policy.createScriptURL(path);
}
