// Highlights source code with the same highlighter as the reading pages; grammars are loaded when a file needs them.
const grammars = new Map();
let highlighter;

export async function colour(code, language) {
  if (!language || !code) return;
  highlighter ??= (await import("/lib/highlightjs/core.min.js")).default;
  if (!grammars.has(language)) {
    grammars.set(language, import(`/lib/highlightjs/languages/${language}.min.js`).then(grammar => highlighter.registerLanguage(language, grammar.default)));
  }
  await grammars.get(language);
  if (!code.isConnected) return;
  code.classList.add(`language-${language}`);
  highlighter.highlightElement(code);
}

export function stop() { /* The highlights are removed with the element. */ }
