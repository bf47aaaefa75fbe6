import { age } from "./age.js";
import { board } from "./board.js";
import { comfort } from "./comfort.js";
import { copy } from "./copy.js";
import { elsewhere } from "./elsewhere.js";
import { exit } from "./exit.js";
import { expiry } from "./expiry.js";
import { forget } from "./forget.js";
import { hours } from "./hours.js";
import { keeping } from "./keeping.js";
import { answerMessages } from "./lib/searching.js";
import { renewal } from "./renewal.js";
import { resources } from "./resources.js";
import { saved } from "./saved.js";
import { search, searchField } from "./search.js";
import { appWindow } from "./window.js";

/** @type {Record<string, (root: HTMLElement) => void | Promise<void>>} */
const modules = {
  age,
  board,
  comfort,
  copy,
  elsewhere,
  exit,
  expiry,
  forget,
  hours,
  keeping,
  renewal,
  resources,
  saved,
  search,
  searchField,
  window: appWindow,
};

if (typeof document === "undefined") answerMessages();
else startModules();

function startModules() {
  document.documentElement.dataset.scripts = "on";
  for (const root of document.querySelectorAll("[data-module]")) {
    if (!(root instanceof HTMLElement)) continue;
    const start = modules[root.dataset.module ?? ""];
    // The page reads without any of them: one that fails must not stop the others.
    Promise.resolve(start?.(root)).catch((error) => console.error(error));
  }
}
