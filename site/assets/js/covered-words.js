// @ts-check
/**
 * <covered-words>: uncovers a case's words in place, so that a sentence begun below is not lost.
 *
 * The words are not in the page until somebody asks for them. Without this the link reloads it.
 */

class CoveredWords extends HTMLElement {
  /** @type {AbortController | undefined} */
  ended;

  connectedCallback() {
    this.ended = new AbortController();
    this.addEventListener("click", (event) => this.follow(event), { signal: this.ended.signal });
  }

  disconnectedCallback() {
    this.ended?.abort();
  }

  /** @param {MouseEvent} event */
  async follow(event) {
    const link = event.target instanceof Element && event.target.closest('a[href$="#words"]');
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const found = await this.fetched(link.href).catch(() => null);
    if (!found) {
      location.assign(link.href);
      return;
    }
    this.replaceChildren(document.adoptNode(found));
    const heading = this.querySelector("h2");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
  }

  /**
   * @param {string} url
   * @returns {Promise<Element | null>}
   */
  async fetched(url) {
    const answer = await fetch(url, { signal: this.ended?.signal });
    if (!answer.ok) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelector("covered-words > section");
  }
}

customElements.define("covered-words", CoveredWords);
