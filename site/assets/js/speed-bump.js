// @ts-check
/**
 * Does the work that a form asks of a browser, while the person fills it in: joining always asks,
 * signing in and recovery only when many have tried.
 *
 * The promise: nobody waits who is slower than the work, nothing is sent twice, and when it cannot
 * be done the form still goes, so that the server explains and offers the invitation code.
 *
 *   <speed-bump data-challenge-url="/join/challenge/" data-working="…" data-ready="…" data-failed="…">
 *     <input type="hidden" name="speed_bump"><p role="status" class="small" data-bump-say></p>
 *
 * No work is needed with words in the field `invitation`, nor for a button that has a name. What is
 * there instead of the work, `<details open data-bump-instead>`, folds away until the work fails.
 * The other side is functions/web/auth/speed_bump.py.
 */

const GOOD_FOR_MS = 9 * 60 * 1000;   // the server allows ten minutes
const LANES = 4;                     // enough to keep the browser's crypto thread busy
const MOST_STEPS = 10_000;           // a task beyond this is not ours

/** @typedef {{nonce: string, salt: string, cost: number, keyLength: number, keyPrefix: string}} Task */
/** @param {string} hex */
const toBytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));

/** @param {ArrayBuffer} buffer */
const toHex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The key for one step: PBKDF2 of the nonce followed by the counter, as altcha v2 has it.
 * @param {Task} task @param {number} counter */
async function derive(task, counter) {
  const password = new Uint8Array([...toBytes(task.nonce), 0, 0, 0, 0]);
  new DataView(password.buffer).setUint32(password.length - 4, counter);
  const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: toBytes(task.salt), iterations: task.cost };
  return toHex(await crypto.subtle.deriveBits(how, key, task.keyLength * 8));
}

/** Counts up until a key begins as asked. @param {Task} task @param {AbortSignal} signal */
async function solve(task, signal) {
  const solutions = /** @type {{counter: number, derivedKey: string}[]} */ ([]);
  let next = 0;
  const lane = async () => {
    while (!solutions.length && next < MOST_STEPS && !signal.aborted) {
      const counter = next++;
      const derivedKey = await derive(task, counter);
      if (derivedKey.startsWith(task.keyPrefix)) solutions.push({ counter, derivedKey });
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return solutions[0];
}

class SpeedBump extends HTMLElement {
  /** @type {Promise<void> | undefined} */ work;
  connectedCallback() {
    const form = this.closest('form');
    this.field = /** @type {HTMLInputElement?} */ (this.querySelector('input[name=speed_bump]'));
    if (!form || !this.field) return;
    this.instead(false);
    this.stop = new AbortController();
    const { signal } = this.stop;
    for (const type of ['focusin', 'input']) form.addEventListener(type, () => this.start(), { signal });
    form.addEventListener('submit', (event) => this.submitted(event), { signal });
    addEventListener('pageshow', (event) => { if (event.persisted) this.restart(); }, { signal });
  }

  disconnectedCallback() { this.stop?.abort(); }

  get isOld() { return Date.now() - (this.since ?? 0) > GOOD_FOR_MS; }

  /** Begins once; everyone who asks waits for the same work. */
  start() { return (this.work ??= this.run()); }
  restart() { return (this.work = this.run()); }

  async run() {
    this.since = Date.now();
    if (this.field) this.field.value = '';
    try {
      const answer = await fetch(this.dataset.challengeUrl ?? '', { signal: this.stop?.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      const challenge = await answer.json();
      const solution = await solve(challenge.parameters, /** @type {AbortSignal} */ (this.stop?.signal));
      if (this.field && solution) this.field.value = btoa(JSON.stringify({ challenge, solution }));
      this.say(this.dataset.ready);
    } catch {
      this.instead(true);
      this.say(this.dataset.failed);
    }
  }

  /** Not ready, or too old: hold the form, do the work, send it. @param {SubmitEvent} event */
  async submitted(event) {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const invitation = /** @type {HTMLInputElement?} */ (form.elements.namedItem('invitation'));
    const ready = (this.field?.value && !this.isOld) || this.sending;
    if (ready || invitation?.value.trim() || event.submitter?.getAttribute('name')) return;
    event.preventDefault();
    if (this.waiting) return;
    this.waiting = true;
    this.say(this.dataset.working);
    await (this.work && !this.isOld ? this.work : this.restart());
    await new Promise((done) => setTimeout(done));   // no form goes while its submit is being heard
    this.waiting = false;
    this.sending = true;
    if (form.requestSubmit) form.requestSubmit(event.submitter);
    else form.submit();                // Safari 15
    this.sending = false;
  }

  /** @param {boolean} open */
  instead(open) { this.closest('form')?.querySelector('[data-bump-instead]')?.toggleAttribute('open', open); }

  /** @param {string | undefined} words */
  say(words) {
    const line = this.querySelector('[data-bump-say]');
    if (line) line.textContent = words ?? '';
  }
}

customElements.define('speed-bump', SpeedBump);
