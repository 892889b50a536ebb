// @ts-check
/**
 * A sheet that a person fills in on their own device: the safety plan, the notes for a professional.
 *
 * The promise: what they write is never sent. There is no form on the page and no field has a name.
 * It stays in this tab (sessionStorage), and on the device only while "keep" is ticked. Without the
 * script the sheet can still be filled in and printed. templates/static/sheet.html is its HTML.
 */

const PREFIX = 'leanto-sheet:', TICKED = '[x] ';

/** One question. Its answer is lines of text: what is ticked, and what is written. */
class Part {
  constructor(/** @type {HTMLElement} */ element) {
    this.element = element;
    this.title = element.dataset.part ?? '';
    this.box = element.querySelector('textarea');
    this.ticks = [...element.querySelectorAll('input')];
  }

  get answer() {
    const ticked = this.ticks.filter((tick) => tick.checked).map((tick) => TICKED + tick.dataset.words);
    return [...ticked, this.box?.value.trim()].filter(Boolean).join('\n');
  }

  /** Adds what is not there yet: opening a file takes nothing away. @param {string} text */
  add(text) {
    const lines = text.split('\n');
    for (const tick of this.ticks) tick.checked ||= lines.includes(TICKED + tick.dataset.words);
    if (this.box && !this.box.value.includes(text)) this.box.value = `${this.box.value}\n${text}`.trim();
  }

  /** Paper shows the words in place of their box, or of empty lines to write on. */
  show() {
    const paper = this.element.querySelector('.paper');
    if (paper) paper.textContent = this.box?.value.trim() ?? '';
    for (const tick of this.ticks) tick.closest('label')?.toggleAttribute('data-ticked', tick.checked);
    this.element.toggleAttribute('data-filled', this.answer !== '');
  }
}

class DeviceSheet extends HTMLElement {
  connectedCallback() {
    this.key = PREFIX + this.dataset.key;
    this.keep = /** @type {HTMLInputElement} */ (this.querySelector('[data-keep]'));
    this.parts = Array.from(this.querySelectorAll('[data-part]'), (each) => new Part(/** @type {any} */ (each)));
    this.addEventListener('input', (event) => this.changed(/** @type {any} */ (event.target)));
    this.addEventListener('click', (event) => this.pressed(/** @type {any} */ (event.target)));
    for (const each of this.querySelectorAll('[hidden]')) each.removeAttribute('hidden');
    const kept = this.stored('localStorage');
    this.keep.checked = kept !== '';
    this.add(JSON.parse(kept || this.stored('sessionStorage') || '{}'));
  }

  /** Storage may be off or full: then the words are on the page and nowhere else.
   * @param {'localStorage' | 'sessionStorage'} name @param {string} [words] */
  stored(name, words) {
    try {
      if (words) window[name].setItem(this.key, words);
      else if (words === '') window[name].removeItem(this.key);
      return window[name].getItem(this.key) ?? '';
    } catch { return ''; }
  }

  /** What was answered, by question. @returns {Record<string, string>} */
  get answers() {
    return Object.fromEntries(this.parts.filter((part) => part.answer).map((part) => [part.title, part.answer]));
  }

  /** @param {Record<string, string>} answers */
  add(answers) {
    for (const part of this.parts) part.add(answers[part.title] ?? '');
    this.show();
  }

  /** @param {HTMLInputElement} field */
  changed(field) {
    if (this.dataset.keepHelp) import(this.dataset.keepHelp).catch(() => {});
    if (field === this.keep && !field.checked) this.stored('localStorage', '');
    this.show();
    if (field === this.keep) this.say(!field.checked ? 'inTab' : this.kept ? 'kept' : 'notKept');
  }

  /** What the paper shows and what is stored follow what is written. */
  show() {
    for (const part of this.parts) part.show();
    const words = Object.keys(this.answers).length ? JSON.stringify(this.answers) : '';
    this.toggleAttribute('data-filled', words !== '');
    if (document.documentElement.classList.contains('gone')) return;   // exit.js has swept up
    this.stored('sessionStorage', words);
    this.kept = this.keep.checked && this.stored('localStorage', words) === words;
  }

  /** @param {Element} at */
  async pressed(at) {
    const what = at.closest('[data-do]')?.getAttribute('data-do');
    if (what === 'print') print();
    else if (what === 'clear') this.clear();
    else if (what) this.say(await (await import(this.dataset.file ?? '')).act(this, what));
  }

  clear() {
    for (const field of this.querySelectorAll('input, textarea')) {
      Object.assign(field, field.matches('[type=checkbox]') ? { checked: false } : { value: '' });
    }
    this.stored('localStorage', '');
    this.show();
    this.say('cleared');
  }

  say(/** @type {string} */ which) {
    const line = this.querySelector(`[data-say~="${which}"]`);
    if (line) line.textContent = this.dataset[which] ?? '';
  }
}

customElements.define('device-sheet', DeviceSheet);
