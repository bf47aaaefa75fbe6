// All that the compared pages run for being kept.
addEventListener("load", () => {
  const policy = window.trustedTypes?.createPolicy("app", { createScriptURL: (url) => url });
  navigator.serviceWorker.register(policy ? policy.createScriptURL("/sw.js") : "/sw.js", {
    updateViaCache: "none",
  });
});
