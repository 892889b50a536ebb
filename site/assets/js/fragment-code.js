// @ts-check
/** The code of a one-time link: from the address's fragment, which no server sees, into the form. */
class FragmentCode extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input[name=code]");
    const code = location.hash.slice(1);
    if (!(field instanceof HTMLInputElement) || !/^[0-9A-Za-z*~$=-]{20,40}$/.test(code)) return;
    field.value = code;
    history.replaceState(null, "", location.pathname);
  }
}
customElements.define("fragment-code", FragmentCode);
