/** Text from articles, made fit for showing: it may hold anything, so it goes nowhere but into text nodes. */

// Control characters, and those that change the direction of what follows.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text without characters that cannot be seen or that would turn the text around them. */
export function visible(text) {
  return String(text).replace(UNSEEN, "").replace(LONE_SURROGATE, "\ufffd");
}

/** At most `length` characters of visible text, with an ellipsis where it was cut. */
export function clip(text, length) {
  const flat = visible(String(text).slice(0, length * 4)).replace(/\s+/g, " ").trim();
  return flat.length <= length ? flat : `${flat.slice(0, length - 1).trimEnd()}…`;
}

/** The text as it is compared in a search: no accents, no case, words apart by one blank. */
export function folded(text) {
  return visible(text).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** `1 claim`, `2 claims`. */
export function count(number, noun, plural = `${noun}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;
}

/** A list in words: `a, b and c`. */
export function listed(items, limit = Infinity) {
  const shown = items.slice(0, limit);
  const rest = items.length - shown.length;
  if (rest > 0) shown.push(`${rest} more`);
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown[shown.length - 1]}`;
}

/** The address, if it is one that a link may lead to; else null. */
export function webAddress(text) {
  try {
    const address = new URL(String(text).trim());
    return address.protocol === "https:" || address.protocol === "http:" ? address.href : null;
  } catch {
    return null;
  }
}
