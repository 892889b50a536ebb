// @ts-check
/**
 * Begins the worker that keeps a copy of help on this device (site/offline.py says what is kept).
 *
 * The promise: nothing is asked of the network before the page itself is whole, nothing on a
 * connection that saves data, and nothing by somebody who is leaving. Where a browser has no workers
 * or keeps none, the page is as it was. The policy knows one address, so no other can be a worker.
 */

const WORKER = '/offline-worker.js';

function keep() {
  /** @type {any} */
  const { navigator, trustedTypes } = window;
  const leaving = document.documentElement.classList.contains('gone');
  if (leaving || navigator.connection?.saveData || !navigator.serviceWorker) return;
  const policy = trustedTypes?.createPolicy('leanto-offline', { createScriptURL: () => WORKER });
  navigator.serviceWorker.register(policy?.createScriptURL(WORKER) ?? WORKER).catch(() => {});
}

if (document.readyState === 'complete') keep();
else addEventListener('load', keep, { once: true });
