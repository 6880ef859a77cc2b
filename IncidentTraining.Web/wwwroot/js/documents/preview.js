// Previews a text shortly after the user stops typing. The server renders and sanitizes it.

const quiet = 500;

export class Preview {
  #element;
  #url;
  #token;
  #shown = null;
  #timer;
  #asking;

  constructor(element, url, token) {
    [this.#element, this.#url, this.#token] = [element, url, token];
    // A hidden preview is not rendered.
    new IntersectionObserver(entries => entries.some(entry => entry.isIntersecting) && this.#askSoon(0)).observe(element);
  }

  #wanted = "";

  show(markdown) {
    this.#wanted = markdown;
    if (this.#element.checkVisibility()) this.#askSoon(quiet);
  }

  #askSoon(delay) {
    clearTimeout(this.#timer);
    if (this.#wanted !== this.#shown) this.#timer = setTimeout(() => this.#ask(), delay);
  }

  async #ask() {
    const markdown = this.#wanted;
    this.#asking?.abort();
    this.#asking = new AbortController();
    if (!markdown.trim()) {
      this.#shown = markdown;
      this.#element.innerHTML = `<p class="muted">The preview appears here.</p>`;
      return;
    }
    try {
      const answer = await fetch(this.#url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRF-TOKEN": this.#token },
        body: JSON.stringify({ markdown: markdown.toWellFormed?.() ?? markdown }),
        signal: this.#asking.signal,
      });
      if (!answer.ok) throw new Error(`The preview answered ${answer.status}.`);
      this.#element.innerHTML = await answer.text();
      this.#shown = markdown;
    } catch (failed) {
      if (failed.name === "AbortError") return;
      console.info("No preview.", failed);
      this.#element.innerHTML = `<p class="muted">The preview is not available right now. Your text is still saved.</p>`;
    }
  }
}
