// @ts-check
/**
 * Help without a network: a copy of a few public pages, made after a first visit to one of them.
 *
 * The promise: only what site/pages/offline.py lists is ever kept, and all of it is the same for everybody.
 * An answer of the forum is never kept. A new build brings a new copy, and the old one goes; quick
 * exit takes the copy and this worker away. The build writes `self.build` above these lines.
 */

/** @type {any} */
const worker = self;
/** @type {{version: string, offline: string, pages: string[], files: string[]}} */
const { version, offline, pages, files } = worker.build;
const PREFIX = 'leanto-help-', CACHE = PREFIX + version;
const PATIENCE_MS = 4000;

/** Without cookies, and never a page that the browser kept from an older build. */
async function keep() {
  const cache = await caches.open(CACHE);
  await cache.addAll([
    ...pages.map((url) => new Request(url, { cache: 'reload', credentials: 'omit' })),
    ...files.map((url) => new Request(url, { credentials: 'omit' })),
  ]);
}

/** @param {(name: string) => boolean} which */
async function forget(which) {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && which(name))
    .map((name) => caches.delete(name)));
}

/** Preloading lets a visit begin before this worker has woken: it slows no page of the forum. */
async function begin() {
  await forget((name) => name !== CACHE);
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}

async function leave() {
  await forget(() => true);
  await worker.registration.unregister();
}

/** @param {string} url */
async function kept(url) {
  const cache = await caches.open(CACHE);
  return cache.match(url, { ignoreVary: true });
}

/** The network's answer to a visit. @param {any} event @returns {Promise<Response>} */
async function arrived(event) {
  return (await event.preloadResponse) ?? fetch(event.request);
}

/** A kept page: the network's when it comes well and soon, or else ours.
 * @param {Promise<Response>} network @param {string} path */
async function keptPage(network, path) {
  const ours = await kept(path);
  if (!ours) return network;
  const late = new Promise((done) => { setTimeout(() => done(ours), PATIENCE_MS); });
  const theirs = network.then((answer) => (answer.ok ? answer : ours), () => ours);
  return Promise.race([theirs, late]);
}

/** @param {any} event @param {string} path */
async function visit(event, path) {
  const network = arrived(event);
  event.waitUntil(network.catch(() => {}));
  try {
    return await (pages.includes(path) ? keptPage(network, path) : network);
  } catch {
    return (await kept(offline)) ?? Response.error();
  }
}

/** A hashed file never changes, so ours is as good as theirs. @param {Request} request @param {string} path */
async function file(request, path) {
  return (await kept(path)) ?? fetch(request);
}

worker.addEventListener('install', (/** @type {any} */ event) => {
  worker.skipWaiting();
  event.waitUntil(keep());
});
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(begin()));
worker.addEventListener('message', (/** @type {any} */ event) => {
  if (event.data === 'leave') event.waitUntil(leave());
});
worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== location.origin) return;
  if (event.request.mode === 'navigate') event.respondWith(visit(event, pathname));
  else if (files.includes(pathname)) event.respondWith(file(event.request, pathname));
});
