// <portal-news> shows notes that the server sends to a person: a sentence and a way to read more. They stay until they are closed, and
// never take the focus.
const MOST = 3;

function note({ text, address }) {
  const made = document.createElement('div');
  made.className = 'news-note';
  made.dataset.address = address;
  const words = document.createElement('p');
  words.textContent = text;
  const link = document.createElement('a');
  link.href = address;
  link.textContent = 'Read it';
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'link-button';
  close.textContent = 'Close';
  close.addEventListener('click', () => made.remove());
  made.append(words, link, close);
  return made;
}

class PortalNews extends HTMLElement {
  connectedCallback() {
    this.listening = new AbortController();
    document.addEventListener('portal-news', event => this.show(event.detail), { signal: this.listening.signal });
  }

  disconnectedCallback() {
    this.listening.abort();
  }

  show(told) {
    // The document's own page shows what was decided by itself.
    if (location.pathname.startsWith(told.address)) {
      return;
    }
    this.querySelector(`[data-address="${told.address}"]`)?.remove();
    this.append(note(told));
    while (this.childElementCount > MOST) {
      this.firstElementChild.remove();
    }
  }
}

customElements.define('portal-news', PortalNews);
