// @ts-check
/**
 * Begins the worker that keeps a copy of help on this device (site/pages/offline.py says what is kept).
 *
 * The promise: nothing is asked of the network before the page itself is whole, nothing on a
 * connection that saves data, and nothing by somebody who is leaving. Where a browser has no workers
 * or keeps none, the page is as it was. The policy knows one address, so no other can be a worker.
 */

const url = '/offline-worker.js';

function keep() {
  /** @type {any} */
  const { navigator, trustedTypes } = window;
  if (document.documentElement.classList.contains('gone') || navigator.connection?.saveData) return;
  const policy = trustedTypes?.createPolicy('leanto-offline', { createScriptURL: () => url });
  navigator.serviceWorker?.register(policy?.createScriptURL(url) ?? url).catch(() => {});
}

document.readyState === 'complete' ? keep() : addEventListener('load', keep);
