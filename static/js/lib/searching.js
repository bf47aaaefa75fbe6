// Search away from the page, so that it stays responsive; on it, where no worker can be had.

import { answer } from "./search_index.js";
import { scriptUrl } from "./trusted.js";

/** @typedef {import("./search_index.js").Question} Question */
/** @typedef {import("./search_index.js").Answer} Answer */

/** Answers the page that started this script as a worker. */
export function answerMessages() {
  self.addEventListener("message", async ({ data: { number, question } }) => {
    self.postMessage({ number, answer: await answer(question) });
  });
}

/** @returns {(question: Question) => Promise<Answer>} */
export function asker() {
  const worker = started();
  let count = 0;
  return (question) => {
    if (!worker) return answer(question);
    count += 1;
    const number = count;
    return new Promise((resolve) => {
      worker.addEventListener("message", ({ data }) => {
        if (data.number === number) resolve(data.answer);
      });
      worker.addEventListener("error", () => resolve(answer(question)));
      worker.postMessage({ number, question });
    });
  };
}

/** This very script, which knows when it has no page. */
function started() {
  const script = /** @type {HTMLScriptElement} */ (document.querySelector("script[type=module]"));
  try {
    return new Worker(scriptUrl(new URL(script.src).pathname));
  } catch {
    return null;
  }
}
