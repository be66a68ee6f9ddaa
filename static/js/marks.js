// What the note editor decides, without a page: offsets, marks that move with the text, and their summary.
// The server counts in code points; JavaScript and the textarea count in UTF-16 units. Inside the editor all
// marks are {start, end, label, token, added} in UTF-16; fromPoints and toPoints stand at the door.

export const WORDS = {
  PERSON: ["persoon", "personen"],
  ADDRESS: ["adres", "adressen"],
  PLACE: ["plaats", "plaatsen"],
  POSTCODE: ["postcode", "postcodes"],
  SCHOOL: ["school", "scholen"],
  ORGANISATION: ["organisatie", "organisaties"],
  PHONE: ["telefoonnummer", "telefoonnummers"],
  EMAIL: ["e-mailadres", "e-mailadressen"],
  URL_OR_HANDLE: ["link of accountnaam", "links of accountnamen"],
  NATIONAL_NUMBER: ["rijksregisternummer", "rijksregisternummers"],
  BANK_ACCOUNT: ["rekeningnummer", "rekeningnummers"],
  DATE_OF_BIRTH: ["geboortedatum", "geboortedata"],
  DATE: ["datum", "datums"],
  FILE_NUMBER: ["dossiernummer", "dossiernummers"],
  VEHICLE: ["nummerplaat", "nummerplaten"],
  AGE: ["leeftijd", "leeftijden"],
};

export const word = (label, count = 1) => (WORDS[label] ?? ["gegeven", "gegevens"])[count === 1 ? 0 : 1];

/** Code points [start, end) of a span, turned into UTF-16 units. */
export function fromPoints(text, spans) {
  const units = [0];
  for (const character of text) units.push(units.at(-1) + character.length);
  return spans
    .filter((span) => span.start < span.end && span.end < units.length)
    .map((span) => ({ ...span, start: units[span.start], end: units[span.end] }));
}

/** UTF-16 offsets turned into code points, as the server wants them: [[start, end, label]]. */
export function toPoints(text, marks) {
  const points = (unit) => [...text.slice(0, unit)].length;
  return marks.map((mark) => [points(mark.start), points(mark.end), mark.label]);
}

/** The marks after the text changed from before to after; a mark of which an edge was overwritten is dropped. */
export function shift(marks, before, after) {
  const shortest = Math.min(before.length, after.length);
  let head = 0;
  while (head < shortest && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const edited = before.length - tail;
  const delta = after.length - before.length;
  const moved = marks.map((mark) => {
    if (mark.end <= head) return mark;
    if (mark.start >= edited) return { ...mark, start: mark.start + delta, end: mark.end + delta };
    if (mark.start <= head && edited <= mark.end) return { ...mark, end: mark.end + delta };
    return null;
  });
  return moved.filter((mark) => mark && mark.start < mark.end);
}

/** What is drawn: added marks win over found ones they touch; just dismissed words and tokens that stay readable go. */
export function visible(text, { found, added, leaving }) {
  const touches = (one, other) => one.start < other.end && other.start < one.end;
  const kept = found.filter((mark) => {
    const words = text.slice(mark.start, mark.end);
    return mark.token !== words && !leaving.has(words) && !added.some((own) => touches(own, mark));
  });
  return [...kept, ...added].sort((one, other) => one.start - other.start);
}

/** One row for each word and label, with how often it stands in the text. */
export function rows(text, marks) {
  const grouped = new Map();
  for (const mark of marks) {
    const words = text.slice(mark.start, mark.end);
    const row = grouped.get(words + "\n" + mark.label) ?? { ...mark, words, count: 0 };
    grouped.set(words + "\n" + mark.label, { ...row, count: row.count + 1 });
  }
  return [...grouped.values()];
}

/** "4 herkend: 2 personen, 1 school, 1 telefoonnummer." */
export function summary(marks) {
  if (!marks.length) return "Niets herkend. Lees je tekst zelf nog eens na op namen.";
  const counts = new Map();
  for (const mark of marks) counts.set(mark.label, (counts.get(mark.label) ?? 0) + 1);
  const parts = [...counts].map(([label, count]) => `${count} ${word(label, count)}`);
  return `${marks.length} herkend: ${parts.join(", ")}.`;
}

/** The stretch to mark: the selection without its blanks, or the word around the caret. */
export function stretch(text, start, end) {
  if (start === end) {
    while (start > 0 && /[\p{L}\p{N}'’-]/u.test(text[start - 1])) start -= 1;
    while (end < text.length && /[\p{L}\p{N}'’-]/u.test(text[end])) end += 1;
  }
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  return { start, end };
}
