// @ts-check
/**
 * A sheet as a file of the person's own: plain text, or locked with a passphrase.
 *
 * The promise: files go to the device and come from it, never over the network. Without the
 * passphrase nobody can read or change a locked one, and nobody could help. A locked file is text:
 * a line that names its form, then base64 of salt, nonce and sealed words (AES-GCM). 600,000 rounds
 * of PBKDF2-HMAC-SHA-256 are what OWASP asks for:
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#pbkdf2
 */

const FIRST_LINE = 'locked-sheet-1';
const SALT_BYTES = 16, NONCE_BYTES = 12, ROUNDS = 600_000, PHRASE_LEAST = 12;
// Names that say nothing to somebody who looks through the downloads.
const OPEN_NAME = 'notes.txt', LOCKED_NAME = 'notes-locked.txt';

/** Does what a button of the sheet asks; returns which of its sentences to say.
 * @param {any} sheet @param {string} what */
export async function act(sheet, what) {
  const phrase = sheet.querySelector('[data-phrase]').value;
  const chosen = sheet.querySelector('[data-chosen]').files[0];
  if (what === 'open') return chosen ? open(sheet, chosen, phrase) : 'notChosen';
  const words = written(sheet.answers);
  if (!words) return 'empty';
  if (what === 'save') save(words, OPEN_NAME);
  else if (phrase.trim().length < PHRASE_LEAST) return 'tooShort';
  else save(await lock(words, phrase), LOCKED_NAME);
  return 'saved';
}

/** @param {any} sheet @param {File} file @param {string} phrase */
async function open(sheet, file, phrase) {
  const text = await file.text();
  try {
    const words = text.startsWith(FIRST_LINE) ? await unlock(text, phrase) : text;
    const answers = read(words, sheet.parts.map((/** @type {any} */ part) => part.title));
    sheet.add(answers);
    return Object.keys(answers).length ? 'opened' : 'notOurs';
  } catch { return 'stillLocked'; }
}

/** @param {Record<string, string>} answers */
function written(answers) {
  return Object.entries(answers).map(([title, answer]) => `# ${title}\n${answer}\n`).join('\n');
}

/** The answers in a file. A line of somebody's own may begin like a question; it stays theirs.
 * @param {string} words @param {string[]} titles */
function read(words, titles) {
  /** @type {Record<string, string>} */
  const answers = {};
  let title = '';
  for (const line of words.split(/\r?\n/)) {
    const asked = line.startsWith('# ') && titles.find((each) => each === line.slice(2).trim());
    if (asked) title = asked;
    else if (title) answers[title] = `${answers[title] ?? ''}\n${line}`;
  }
  return Object.fromEntries(Object.entries(answers).map(([each, answer]) => [each, answer.trim()]));
}

/** Hands a file to the browser's own downloads. @param {string} text @param {string} name */
function save(text, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** @param {string} text @param {string} phrase */
async function lock(text, phrase) {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const key = await keyOf(phrase, salt);
  const words = new TextEncoder().encode(text);
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, words));
  const bytes = Array.from([...salt, ...iv, ...sealed], (byte) => String.fromCharCode(byte));
  return [FIRST_LINE, ...btoa(bytes.join('')).match(/.{1,76}/g) ?? [], ''].join('\n');
}

/** The words, or an error when the passphrase is another or the file was changed.
 * @param {string} file @param {string} phrase */
async function unlock(file, phrase) {
  const packed = atob(file.slice(FIRST_LINE.length).replace(/\s+/g, ''));
  const bytes = Uint8Array.from(packed, (each) => each.charCodeAt(0));
  const [salt, rest] = [bytes.slice(0, SALT_BYTES), bytes.slice(SALT_BYTES)];
  const kind = { name: 'AES-GCM', iv: rest.slice(0, NONCE_BYTES) };
  const words = await crypto.subtle.decrypt(kind, await keyOf(phrase, salt), rest.slice(NONCE_BYTES));
  return new TextDecoder().decode(words);
}

/** The same words in another form of Unicode, or with a space too many, are the same passphrase.
 * @param {string} phrase @param {Uint8Array<ArrayBuffer>} salt */
async function keyOf(phrase, salt) {
  const bytes = new TextEncoder().encode(phrase.normalize('NFKC').trim().replace(/\s+/g, ' '));
  const secret = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS };
  const kind = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey(how, secret, kind, false, ['encrypt', 'decrypt']);
}
