/** The entries whose name or group has all words that were typed, those that begin with it first. */
export function matching(entries, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = ({ name }) => words.length > 0 && name.toLowerCase().startsWith(words[0]) ? 0 : 1;
  // Sorting keeps the order of the page among equals.
  return entries
    .filter(({ name, group }) => words.every(word => `${name} ${group}`.toLowerCase().includes(word)))
    .sort((one, other) => rank(one) - rank(other));
}
