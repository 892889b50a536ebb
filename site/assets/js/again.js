// @ts-check
/**
 * Makes the answer to a form a page that one can come back to.
 *
 * A browser shows its own "send the form again?" page when Back leads to the answer of a POST. With
 * its address replaced by the form's own, Back and reload ask for the empty form, and draft-form.js
 * puts the words back: they never wait on the server. Without scripts the browser asks. The fragment
 * stays, or the browser would not go to it.
 *
 *   <script type="module" src="again.js"></script> <meta name="leanto-here" content="/spaces/low-days/new/">
 */

const here = document.querySelector('meta[name="leanto-here"]')?.getAttribute('content');
if (here) history.replaceState(null, '', here + location.hash);
