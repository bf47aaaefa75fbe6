// Whether a service is open at a moment; `pwa/content/hours.py` tells the same. Days are counted
// from 1970-01-01, moments in ms since then.

import { DAY } from "./day.js";

/**
 * One schedule, as its file has it: HSDS names, days as `2026-11-26`, times as `09:30`.
 * @typedef {object} Schedule
 * @property {"MONTHLY"} [freq] without it weekly
 * @property {number} [interval]
 * @property {string[]} [byday]
 * @property {number[]} [bymonthday]
 * @property {string} [dtstart]
 * @property {string} [until]
 * @property {string} [opens_at]
 * @property {string} [closes_at]
 * @property {string} [valid_from]
 * @property {string} [valid_to]
 */

/** @typedef {{ open: boolean, changes: number | null }} Opening */

const AHEAD = 60; // days that are looked through for the next change
const WEEK = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/**
 * What holds at a moment; null where no hours are known.
 * @param {Schedule[]} schedules
 * @param {string | null | undefined} zone
 * @param {number} now
 * @returns {Opening | null}
 */
export function opening(schedules, zone, now) {
  if (!schedules.length || !zone) return null;
  const today = dayAt(now, zone);
  /** @type {number | null} */
  let until = null;
  for (let day = today - 1; day <= today + AHEAD; day += 1) {
    for (const [opens, closes] of spans(schedules, zone, day).sort((a, b) => a[0] - b[0])) {
      if (until === null && closes > now) {
        if (opens > now) return { open: false, changes: opens };
        until = closes;
      } else if (until !== null && opens <= until) {
        until = Math.max(until, closes);
      }
    }
    if (until !== null && until < moment(day + 1, 0, zone)) return { open: true, changes: until };
  }
  return { open: until !== null, changes: null };
}

/**
 * @param {Schedule[]} schedules
 * @param {string | null | undefined} zone
 * @param {number} now
 */
export function isOpen(schedules, zone, now) {
  if (!schedules.length || !zone) return false;
  const today = dayAt(now, zone);
  const found = [...spans(schedules, zone, today - 1), ...spans(schedules, zone, today)];
  return found.some(([opens, closes]) => opens <= now && now < closes);
}

/**
 * @param {Schedule[]} schedules
 * @param {string} zone
 * @param {number} day
 * @returns {[number, number][]} when it opens and closes, for every time that begins on this day
 */
function spans(schedules, zone, day) {
  const there = schedules.filter((schedule) => occurs(schedule, day));
  const dated = there.filter(({ valid_from, valid_to }) => valid_from || valid_to);
  /** @type {[number, number][]} */
  const found = [];
  for (const { opens_at, closes_at } of dated.length ? dated : there) {
    if (!opens_at || !closes_at) continue;
    const opens = minutes(opens_at);
    const closes = closes_at === "23:59" ? 0 : minutes(closes_at); // as HSDS writes midnight
    const end = closes <= opens ? day + 1 : day;
    found.push([moment(day, opens, zone), moment(end, closes, zone)]);
  }
  return found;
}

/**
 * Whether a rule, as RFC 5545 has it, takes place on a day.
 * @param {Schedule} schedule
 * @param {number} day
 */
export function occurs(schedule, day) {
  const { freq, interval = 1, byday = [], bymonthday = [], dtstart } = schedule;
  const { until, valid_from, valid_to } = schedule;
  const name = WEEK[weekday(day)];
  if (!(freq || dtstart || until || valid_from || valid_to)) return byday.includes(name);
  const written = new Date(day * DAY).toISOString().slice(0, 10);
  if (written < (dtstart ?? "") || written > (until ?? "9")) return false;
  if (written < (valid_from ?? "") || written > (valid_to ?? "9")) return false;
  const start = dtstart ? Date.parse(dtstart) / DAY : day;
  if (freq !== "MONTHLY") {
    const weeks = (day - weekday(day) - (start - weekday(start))) / 7;
    return weeks % interval === 0 && (!byday.length || byday.includes(name));
  }
  const [year, month, number] = written.split("-").map(Number);
  const [startYear, startMonth] = new Date(start * DAY).toISOString().split("-").map(Number);
  if (((year - startYear) * 12 + month - startMonth) % interval) return false;
  const left = new Date(Date.UTC(year, month, 0)).getUTCDate() - number; // days after it
  if (bymonthday.length && !bymonthday.includes(number) && !(bymonthday.includes(-1) && !left)) {
    return false;
  }
  const nth = `${Math.ceil(number / 7)}${name}`;
  return (
    !byday.length ||
    byday.includes(name) ||
    byday.includes(nth) ||
    (left < 7 && byday.includes(`-1${name}`))
  );
}

/** @param {number} day @returns {number} 0 for Monday */
const weekday = (day) => (((day + 3) % 7) + 7) % 7;

/** @param {string} time */
function minutes(time) {
  const [hour, minute] = time.split(":").map(Number);
  return hour * 60 + minute;
}

/** @param {number} now @param {string} zone @returns {number} the day it is there */
const dayAt = (now, zone) => Math.floor((now + offset(now, zone)) / DAY);

/**
 * The moment at which clocks in a zone show a time. A time they skip counts as before, one they
 * repeat the first time.
 * @param {number} day
 * @param {number} minute of the day
 * @param {string} zone
 */
function moment(day, minute, zone) {
  const shown = day * DAY + minute * 60_000;
  const before = shown - offset(shown - DAY, zone);
  const after = shown - offset(shown + DAY, zone);
  const fits = (/** @type {number} */ at) => at + offset(at, zone) === shown;
  return !fits(before) && fits(after) ? after : before;
}

/** @type {Map<string, Intl.DateTimeFormat>} */
const clocks = new Map();
/** @type {Map<string, number>} */
const offsets = new Map();

/**
 * How far clocks in a zone are ahead of UTC.
 * @param {number} at
 * @param {string} zone
 * @returns {number} ms
 */
function offset(at, zone) {
  const quarter = Math.floor(at / 900_000); // offsets change on quarters of an hour
  const key = `${zone} ${quarter}`;
  let known = offsets.get(key);
  if (known === undefined) {
    let clock = clocks.get(zone);
    if (!clock) {
      /** @type {Intl.DateTimeFormatOptions} */
      const parts = { year: "numeric", month: "numeric", day: "numeric" };
      const time = /** @type {const} */ ({ hour: "numeric", minute: "numeric", hourCycle: "h23" });
      clock = new Intl.DateTimeFormat("en-u-ca-gregory", { ...parts, ...time, timeZone: zone });
      clocks.set(zone, clock);
    }
    const start = quarter * 900_000;
    /** @type {Record<string, number>} */
    const shown = {};
    for (const { type, value } of clock.formatToParts(start)) shown[type] = Number(value);
    const { year, month, day, hour, minute } = shown;
    known = Date.UTC(year, month - 1, day, hour, minute) - start;
    offsets.set(key, known);
  }
  return known;
}
