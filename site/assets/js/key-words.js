// @ts-check
/**
 * Counts the words of a key while it is typed blind: "6 of 7 words".
 *
 * The promise: nothing leaves the device, the words are neither shown nor kept, and whether they are
 * the right ones is not for this script to say. Without it the server counts, when the form is sent.
 *
 *   <key-words data-say="{n} of 7 words"><input name="key"><span role="status" data-key-say></span></key-words>
 *
 * A word is what functions/forum/keys.py reads as one: any run of letters.
 */
class KeyWords extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController();
    this.addEventListener('input', () => this.count(), { signal: this.stop.signal });
    this.count();
  }

  disconnectedCallback() { this.stop?.abort(); }

  count() {
    const line = this.querySelector('[data-key-say]');
    const typed = this.querySelector('input')?.value.normalize('NFKC') ?? '';
    const words = (typed.match(/\p{L}+/gu) ?? []).length;
    const say = typed ? (this.dataset.say ?? '').replace('{n}', String(words)) : '';
    if (line && line.textContent !== say) line.textContent = say;   // read out only when it changes
  }
}

customElements.define('key-words', KeyWords);
