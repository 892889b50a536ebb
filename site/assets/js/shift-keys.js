// @ts-check
/**
 * Single keys on the moderators' pages: they move to what carries the key, and choose; they send nothing.
 *
 * The promise: off until somebody ticks the box, and then on this device alone (WCAG 2.1.4); never while
 * typing, never with Ctrl, Alt or Meta. Without the script nothing of it is on the page.
 *
 *   <shift-keys hidden>… <input type="checkbox"> …</shift-keys>   <button data-key="t">I’ll take it</button>
 *
 * Several things with one key are gone through in turn; J and K go through what carries `data-key="j"`.
 */

const KEPT = 'leanto-shift-keys';
const TYPING = 'input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]';

class ShiftKeys extends HTMLElement {
  connectedCallback() {
    this.gone = new AbortController();
    this.box = this.querySelector('input');
    if (!this.box) return;
    this.hidden = false;
    this.box.checked = this.kept() === 'on';
    const { signal } = this.gone;
    this.box.addEventListener('change', () => this.keep(), { signal });
    document.addEventListener('keydown', (event) => this.pressed(event), { signal });
  }

  disconnectedCallback() {
    this.gone?.abort();
  }

  kept() {
    try {
      return localStorage.getItem(KEPT);
    } catch {
      return null;
    }
  }

  /** Storage may be off: then the keys are on until the page is left. */
  keep() {
    try {
      if (this.box?.checked) localStorage.setItem(KEPT, 'on');
      else localStorage.removeItem(KEPT);
    } catch {
      return;
    }
  }

  /** @param {KeyboardEvent} event */
  pressed(event) {
    const at = /** @type {Element} */ (event.target);
    if (!this.box?.checked || event.ctrlKey || event.altKey || event.metaKey || at.matches(TYPING)) return;
    const key = event.key.toLowerCase();
    const found = this.next(key === 'k' ? 'j' : key, key === 'k' ? -1 : 1);
    if (!found) return;
    event.preventDefault();
    if (found instanceof HTMLInputElement && found.type === 'radio') found.checked = true;
    found.focus();
  }

  /** @param {string} key @param {number} step @returns {HTMLElement | undefined} */
  next(key, step) {
    if (!/^[a-z0-9]$/.test(key)) return undefined;
    const all = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`[data-key="${key}"]`))];
    const here = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const from = here < 0 && step < 0 ? 0 : here;
    return all.length ? all[(from + step + all.length) % all.length] : undefined;
  }
}

customElements.define('shift-keys', ShiftKeys);
