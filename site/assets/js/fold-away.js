// @ts-check
/**
 * Folds away what only few people need, on a page where a script can do it instead.
 *
 * The promise: without this script the part is open, so nobody who needs it has to look for it.
 *
 *   <fold-away><details open><summary>…</summary>…</details></fold-away>
 */
class FoldAway extends HTMLElement {
  connectedCallback() {
    this.querySelector('details')?.removeAttribute('open');
  }
}

customElements.define('fold-away', FoldAway);
