// @ts-check
/**
 * Keeps what a person is writing, so that a lost session or a stray tap costs no words.
 *
 * The promise: words stay in this tab (sessionStorage), and on the device only while "keep a draft"
 * is ticked. They go once the server has taken the post; all go at sign-out and at quick exit.
 *
 *   <draft-form data-key="reply:THREAD" data-restored="…" data-stays="…"><form>…
 *     <label data-draft-keep hidden><input type="checkbox" name="keep_draft">…</label>
 *     <p role="status" class="small" data-draft-say></p>
 *
 * The page after a post was taken has <meta name="leanto-posted" content="reply:THREAD">; the page
 * after signing out (not after a session ran out) has <meta name="leanto-signed-out">.
 */

const PREFIX = 'leanto-draft:', SAVE_AFTER_MS = 1000, SAME_PRESS_MS = 5000;
const TEXTS = 'textarea[name], input[type=text][name], input[name]:not([type])';
const CHOICES = 'input[type=radio][name], input[type=checkbox][name]:not([name=keep_draft])';

/** Storage may be off or full: then nothing is kept, and nothing breaks.
 * @param {(store: Storage) => void} use */
function eachStore(use) {
  for (const name of /** @type {const} */ (['sessionStorage', 'localStorage'])) {
    try { use(window[name]); } catch { /* off */ }
  }
}

function forgetAll() {
  const own = (/** @type {string} */ key) => key.startsWith(PREFIX);
  eachStore((store) => Object.keys(store).filter(own).forEach((key) => store.removeItem(key)));
}

class DraftForm extends HTMLElement {
  key = ''; base = ''; timer = 0;
  /** @type {HTMLInputElement[]} */ texts = [];
  /** @type {HTMLInputElement[]} */ choices = [];

  connectedCallback() {
    const form = this.querySelector('form');
    if (!form || !this.dataset.key) return;
    this.key = PREFIX + this.dataset.key;
    this.texts = [.../** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll(TEXTS))];
    this.choices = [.../** @type {NodeListOf<HTMLInputElement>} */ (this.querySelectorAll(CHOICES))];
    this.keep = /** @type {HTMLInputElement?} */ (this.querySelector('input[name=keep_draft]'));
    this.base = this.texts.map((text) => text.defaultValue).join('\n').trim();
    this.stop = new AbortController();
    const { signal } = this.stop;
    form.addEventListener('input', () => this.soon(), { signal });
    form.addEventListener('submit', (event) => this.submitted(event), { signal });
    this.keep?.addEventListener('change', () => this.kept(), { signal });
    addEventListener('pagehide', () => this.timer && this.save(), { signal });
    this.querySelector('[data-draft-keep]')?.removeAttribute('hidden');
    this.restore();
  }

  disconnectedCallback() { this.stop?.abort(); clearTimeout(this.timer); }
  get words() { return this.texts.map((text) => text.value).join('\n').trim(); }

  /** What the server put in the box wins, unless the box is empty or as it was before the draft. */
  restore() {
    /** @type {{base: string, words: string, values: [string, string][]}[]} */
    const drafts = [];
    eachStore((store) => {
      const found = JSON.parse(store.getItem(this.key) ?? 'null');
      if (found) drafts.push(found);
      if (found && this.keep && store === localStorage) this.keep.checked = true;
    });
    if (!drafts.length) return;
    const { base, words, values } = drafts[0], served = this.base;
    if (words === served) this.base = base;       // the server sent our words back, to be mended
    if (words === served || this.words !== served || (served && base !== served)) return;
    for (const text of this.texts) text.value = values.find(([name]) => name === text.name)?.[1] ?? '';
    for (const choice of this.choices) {
      choice.checked = values.some(([name, value]) => name === choice.name && value === choice.value);
    }
    this.say(this.dataset.restored);
  }

  soon() { this.timer ||= setTimeout(() => this.save(), SAVE_AFTER_MS); }
  save() {
    clearTimeout(this.timer); this.timer = 0;
    if (document.documentElement.classList.contains('gone')) return;   // exit.js has swept up
    const { base, words, keep } = this;
    const chosen = this.choices.filter((choice) => choice.checked);
    const values = [...this.texts, ...chosen].map((field) => [field.name, field.value]);
    eachStore((store) => {
      if (words === base || !(store === sessionStorage || keep?.checked)) store.removeItem(this.key);
      else store.setItem(this.key, JSON.stringify({ base, words, values }));
    });
  }

  kept() { this.save(); this.say(this.keep?.checked ? this.dataset.stays : ''); }

  /** A second press of one button is the same post; Preview and then Post are two.
   * @param {SubmitEvent} event */
  submitted(event) {
    const { timeStamp, submitter } = this.last ?? {};
    const soon = event.timeStamp - (timeStamp ?? -SAME_PRESS_MS) < SAME_PRESS_MS;
    if (soon && submitter === event.submitter) return event.preventDefault();
    this.last = event;
    this.save();
  }

  /** @param {string | undefined} words */
  say(words) {
    const line = this.querySelector('[data-draft-say]');
    if (line) line.textContent = words ?? '';
  }
}

// An answer takes its form's own address: Back and reload then ask for the form, which the draft fills again.
const here = document.querySelector('meta[name="leanto-here"]')?.getAttribute('content');
if (here) history.replaceState(null, '', here + location.hash);
const posted = document.querySelector('meta[name="leanto-posted"]')?.getAttribute('content');
const [visit] = performance.getEntriesByType('navigation');
// Coming back to the page after a post, or reloading it, must not take a newer draft.
const isFirst = /** @type {PerformanceNavigationTiming?} */ (visit)?.type === 'navigate';
if (posted && isFirst) eachStore((store) => store.removeItem(PREFIX + posted));
if (document.querySelector('meta[name="leanto-signed-out"]')) forgetAll();
customElements.define('draft-form', DraftForm);
