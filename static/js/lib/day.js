export const DAY = 86_400_000; // ms

/** Whether a day is over everywhere on earth. @param {string} day ISO date */
export const hasEnded = (day) => Date.now() > Date.parse(day) + 1.5 * DAY;
