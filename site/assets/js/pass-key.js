// @ts-check
/**
 * One ceremony of a passkey: asks the browser, puts its answer into the form, and sends that; a form with
 * a field `code` finds the code of a one-time link in it.
 *
 * The promise: nothing is sent unless the person agreed to what their browser showed; whoever stops
 * can begin again. The button is `hidden` in the HTML until this works, and what is said instead goes.
 *
 *   <pass-key data-kind="get|create" data-options="…" data-waiting="…" data-stopped="…" data-lacking="…">
 *     <form method="post"> <input type="hidden" name="challenge"><input type="hidden" name="credential">
 *       <button type="submit" hidden>…</button> <p role="status" data-say></p> <p data-without>…</p>
 *
 * The other side is functions/web/staff/ceremony.py. A challenge is good for five minutes.
 */

/** @param {string} text */
const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (each) => each.charCodeAt(0));

/** @param {ArrayBuffer | null | undefined} buffer */
const toText = (buffer) => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

/** What the server said, with bytes where the browser wants them. @param {any} options */
function asAsked(options) {
  const known = (/** @type {any[]} */ list) => list?.map((each) => ({ ...each, id: toBytes(each.id) }));
  const user = options.user && { ...options.user, id: toBytes(options.user.id) };
  return {
    ...options,
    challenge: toBytes(options.challenge),
    ...(user && { user, excludeCredentials: known(options.excludeCredentials) }),
    ...(options.allowCredentials && { allowCredentials: known(options.allowCredentials) }),
  };
}

/** What the browser answered, as text. @param {any} credential */
function asSent(credential) {
  const { response } = credential;
  const names = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle'];
  const parts = names.filter((name) => response[name]).map((name) => [name, toText(response[name])]);
  const said = { id: credential.id, rawId: toText(credential.rawId), type: credential.type };
  return JSON.stringify({ ...said, response: Object.fromEntries(parts), clientExtensionResults: {} });
}

class PassKey extends HTMLElement {
  connectedCallback() {
    this.stop = new AbortController();
    const form = this.querySelector('form');
    const button = this.querySelector('button');
    if (!form || !button) return;
    this.querySelector('[data-without]')?.remove();
    if (!window.PublicKeyCredential) return this.say(this.dataset.lacking);
    button.hidden = false;
    this.takeCode(form);
    form.addEventListener('submit', (event) => this.submitted(event, form), { signal: this.stop.signal });
  }

  disconnectedCallback() { this.stop?.abort(); }

  /** @param {SubmitEvent} event @param {HTMLFormElement} form */
  async submitted(event, form) {
    event.preventDefault();
    if (this.waiting) return;
    this.waiting = true;
    this.say(this.dataset.waiting);
    try {
      const options = JSON.parse(atob(this.dataset.options ?? ''));
      const publicKey = asAsked(options);
      const create = this.dataset.kind === 'create';
      const made = await (create ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
      this.fill(form, 'challenge', options.challenge);
      this.fill(form, 'credential', asSent(made));
      form.submit();
    } catch {
      this.say(this.dataset.stopped);
    }
    this.waiting = false;
  }

  /** The code of a one-time link, from the fragment, which no server sees. @param {HTMLFormElement} form */
  takeCode(form) {
    const code = location.hash.slice(1);
    if (!form.elements.namedItem('code') || !/^[0-9A-Za-z*~$=-]{20,40}$/.test(code)) return;
    this.fill(form, 'code', code);
    history.replaceState(null, '', location.pathname);
  }

  /** @param {HTMLFormElement} form @param {string} name @param {string} value */
  fill(form, name, value) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
  }

  /** @param {string | undefined} words */
  say(words) {
    const line = this.querySelector('[data-say]');
    if (line) line.textContent = words ?? '';
  }
}

customElements.define('pass-key', PassKey);
