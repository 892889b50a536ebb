// @ts-check
/**
 * Says a time by the reader's own clock as well, when that shows another.
 *
 * The promise: the zone of the device stays on the device. Without it the community's time stands there.
 *
 *   <local-time data-say="That is {time} where you are.">Back at <time datetime="2026-11-25T08:00Z">08:00</time>.</local-time>
 */
class LocalTime extends HTMLElement {
  connectedCallback() {
    const shown = this.querySelector('time');
    const at = new Date(shown?.dateTime ?? '');
    if (!shown || this.querySelector('span') || Number.isNaN(at.getTime())) return;
    const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
    if (shown.textContent?.startsWith(`${two(at.getHours())}:${two(at.getMinutes())}`)) return;
    const time = at.toLocaleString(document.documentElement.lang, { weekday: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
    const line = document.createElement('span');
    line.textContent = ` ${(this.dataset.say ?? '').replace('{time}', time)}`;
    this.append(line);
  }
}

customElements.define('local-time', LocalTime);
