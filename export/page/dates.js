/** Dates as day numbers. Reduced dates (2024, 2024-05) stand for their first day. */

const ISO = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/;
const DAY = 86_400_000;

/** Days since 1970-01-01, or NaN where the text is no ISO date. */
export function dayOf(text) {
  const match = ISO.exec(text ?? "");
  if (!match) return NaN;
  const moment = Date.UTC(Number(match[1]), Number(match[2] ?? 1) - 1, Number(match[3] ?? 1));
  return Math.floor(moment / DAY);
}

export function dayText(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}
