// @ts-check
/**
 * Buttons to copy and to print the account key and the recovery code, on the one page that shows them.
 *
 * The promise: without this script the words are there to be read and written down; the buttons are
 * `hidden` in the HTML until they work. Nothing is stored and nothing is sent.
 *
 *   <keep-key data-copied="…" data-copy-failed="…"> <code id="key">…</code>
 *     <button type="button" data-copy="#key" hidden>…</button>
 *     <button type="button" data-print hidden>…</button>
 *     <p role="status" class="small" data-keep-say></p>
 */

/** The old way, where the clipboard is closed to pages: select the words and copy the selection.
 * When even that fails the words stay selected, one key press from copied. @param {Element} element */
function copySelection(element) {
  getSelection()?.selectAllChildren(element);
  return document.execCommand('copy');
}

class KeepKey extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController();
    const { signal } = this.stop;
    for (const button of this.querySelectorAll('[data-copy], [data-print]')) {
      button.addEventListener('click', () => this.pressed(button), { signal });
      button.removeAttribute('hidden');
    }
  }

  disconnectedCallback() { this.stop?.abort(); }

  /** @param {Element} button */
  async pressed(button) {
    const from = button.getAttribute('data-copy');
    if (!from) return print();
    const element = this.querySelector(from);
    if (!element) return;
    let copied = true;
    try {
      await navigator.clipboard.writeText((element.textContent ?? '').trim());
    } catch {
      copied = copySelection(element);
    }
    const line = this.querySelector('[data-keep-say]');
    if (line) line.textContent = (copied ? this.dataset.copied : this.dataset.copyFailed) ?? '';
  }
}

customElements.define('keep-key', KeepKey);
