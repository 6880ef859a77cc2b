/** The entries whose name or group contains all the words typed; those that begin with them come first. */
export function matching(entries, typed) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const rank = ({ name }) => words.length > 0 && name.toLowerCase().startsWith(words[0]) ? 0 : 1;
  // The sort is stable: equal entries keep the page's order.
  return entries
    .filter(({ name, group }) => words.every(word => `${name} ${group}`.toLowerCase().includes(word)))
    .sort((one, other) => rank(one) - rank(other));
}
