// All that the compared pages run for being kept.
document.documentElement.dataset.scripts = "on"; // or the page's first script would reload it
addEventListener("load", () => {
  const policy = window.trustedTypes?.createPolicy("app", { createScriptURL: (url) => url });
  navigator.serviceWorker.register(policy ? policy.createScriptURL("/sw.js") : "/sw.js", {
    updateViaCache: "none",
  });
});
