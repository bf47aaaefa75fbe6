// Which services fit what somebody looks for; `pwa/content/filters.py` tells the same.

import { isOpen } from "./hours.js";

/**
 * What is known of a service.
 * @typedef {object} Service
 * @property {string} id
 * @property {string[]} needs
 * @property {string[]} serves
 * @property {string[]} languages
 * @property {string} kind
 * @property {string[]} admits
 * @property {string[]} ways
 * @property {string[]} access
 * @property {string | null} zone
 * @property {import("./hours.js").Schedule[]} schedules
 */

/** @typedef {Record<string, string>} Areas the country of each region and city */

const SINGLE = ["need", "place", "language", "kind", "admits", "way"];
const TICKED = ["open", "no-id", "free", "anonymous"];

/**
 * What an address asks for. What cannot be chosen here counts as not chosen.
 * @param {URLSearchParams} query
 * @param {(name: string, value: string) => boolean} known
 * @returns {Map<string, string>}
 */
export function choiceOf(query, known) {
  const terms = [...SINGLE, ...TICKED].map((name) => [name, query.get(name) ?? ""]);
  return new Map(
    /** @type {[string, string][]} */ (
      terms.filter(([name, value]) => (TICKED.includes(name) ? value === "1" : known(name, value)))
    ),
  );
}

/**
 * @template {Service} T
 * @param {T[]} services
 * @param {Map<string, string>} choice
 * @param {Areas} areas
 * @param {number} now
 * @returns {T[]} those of the chosen place before those from further away
 */
export function fitting(services, choice, areas, now) {
  /** @type {T[][]} */
  const byDistance = [[], [], []];
  for (const service of services) {
    const distance = distanceTo(service, choice.get("place"), areas);
    if (distance !== null && fits(service, choice, now)) byDistance[distance].push(service);
  }
  return byDistance.flat();
}

/**
 * What to leave out, one at a time, for anything to fit; and how many then do.
 * @param {Service[]} services
 * @param {Map<string, string>} choice
 * @param {Areas} areas
 * @param {number} now
 * @returns {[string, number][]}
 */
export function relaxations(services, choice, areas, now) {
  const counts = [...choice.keys()].map((name) => {
    const rest = new Map(choice);
    rest.delete(name);
    return /** @type {[string, number]} */ ([name, fitting(services, rest, areas, now).length]);
  });
  return counts.filter(([, count]) => count);
}

/** @param {Service} service @param {Map<string, string>} choice @param {number} now */
function fits(service, choice, now) {
  const { needs, languages, kind, admits, ways, access, zone, schedules } = service;
  /** @param {string} name @param {string[]} values */
  const among = (name, values) => !choice.has(name) || values.includes(choice.get(name) ?? "");
  const ticked = TICKED.filter((name) => choice.has(name));
  return (
    among("need", needs) &&
    among("language", languages) &&
    among("kind", [kind]) &&
    among("admits", admits) &&
    among("way", ways) &&
    ticked.every((name) => (name === "open" ? isOpen(schedules, zone, now) : access.includes(name)))
  );
}

/**
 * @param {Service} service
 * @param {string | undefined} place
 * @param {Areas} areas
 * @returns {0 | 1 | 2 | null} of the place itself, of its country, worldwide, elsewhere
 */
function distanceTo({ serves }, place, areas) {
  if (!place || serves.some((served) => served === place || areas[served] === place)) return 0;
  if (serves.includes(areas[place])) return 1;
  return serves.includes("worldwide") ? 2 : null;
}
