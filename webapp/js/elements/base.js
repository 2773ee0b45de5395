/**
 * What all elements share: whatever `connectedCallback` starts, `disconnectedCallback` stops, and any number of
 * changes in one turn become one update.
 */
export class FlElement extends HTMLElement {
  connectedCallback() {
    this.life = new AbortController();
    this.replaceChildren();
    this.build();
    this.update();
  }

  disconnectedCallback() { this.life.abort(); }

  /** Make the children, once per connection. */
  build() {}

  /** Bring the children up to date; cheap, may be called often. */
  update() {}

  /** Listen until the element is taken away. */
  listen(target, type, listener, options = {}) {
    target.addEventListener(type, listener, { ...options, signal: this.life.signal });
  }

  /** One update for all that changes before the next frame. */
  changed() {
    if (this.pending) return;
    this.pending = true;
    queueMicrotask(() => {
      this.pending = false;
      if (this.isConnected) this.update();
    });
  }
}
