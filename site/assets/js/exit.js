// @ts-check
// Quick exit, blocking in <head> so that the guard on Back runs before anything is painted.
// Never throws: whatever a browser refuses, the plain link still works.
(function () {
  var KEY = 'lt-left', d = document, presses = 0, leaving = false, timer = 0, leave = d.currentScript?.dataset.leave || '';
  // What scripts will show keeps its place from the start.
  d.documentElement.classList.add('js');
  /** @param {() => any} act */
  function attempt(act) { try { return act(); } catch { return null; } }
  function go() {
    function hop() { location.replace(leave); }
    leaving = true; d.documentElement.classList.add('gone'); d.title = '\u200b';
    attempt(() => { sessionStorage.clear(); sessionStorage.setItem(KEY, '1'); });
    attempt(() => Object.keys(localStorage).forEach(k => k.startsWith('leanto-') && localStorage.removeItem(k)));
    attempt(() => navigator.serviceWorker.controller.postMessage('leave'));
    attempt(() => navigator.sendBeacon('/sign-out/', new URLSearchParams({ leaving: '1' })));
    // A slow network, or a stray Escape, must not strand anyone.
    hop(); setInterval(hop, 1500);
  }
  /** Back never shows a page again in this tab; a fresh visit does. @param {any} [e] */
  function guard(e) {
    /** @type {any} */
    var n = performance.getEntriesByType('navigation')[0];
    if (!attempt(() => sessionStorage.getItem(KEY))) return;
    if (e?.persisted || n?.type === 'back_forward') go();
    else if (!e) attempt(() => sessionStorage.removeItem(KEY));
  }
  guard(); addEventListener('pageshow', guard);
  addEventListener('click', e => {
    if (e.target instanceof Element && e.target.closest('[data-exit]')) { e.preventDefault(); go(); }
  }, true);
  addEventListener('keydown', e => {
    if (leaving) return e.preventDefault();
    if (e.key !== 'Escape') presses = 0;
    if (e.key !== 'Escape' || e.repeat) return;
    presses++; clearTimeout(timer); timer = setTimeout(() => { presses = 0; }, 3000);
    /** @type {HTMLElement | null} */
    var say = d.querySelector('[data-exit-say]');
    if (say) say.textContent = presses === 2 && say.dataset.exitSay || '';
    if (presses > 2) { e.preventDefault(); go(); }
  }, true);
})();
