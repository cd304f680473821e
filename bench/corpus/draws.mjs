// Numbers that look drawn and are the same on every machine: of one seed comes one corpus.

/** Draws of one seed. A document has its own, so that the thousandth is the same whoever asks for how many. */
export class Draws {
  #state;

  constructor(seed) {
    this.#state = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) >>> 0;
    for (let i = 0; i < 4; i += 1) this.unit(); // neighbouring seeds begin alike
  }

  /** From 0 up to, but not, 1 (mulberry32). */
  unit() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  below(n) { return Math.floor(this.unit() * n); }
  between(least, most) { return least + this.below(most - least + 1); }
  of(list) { return list[this.below(list.length)]; }
}

/** A list of which the first is drawn most: the n-th in proportion to 1/n, as names are in the world (Zipf). */
export class Skewed {
  #list;
  #upTo = [];

  constructor(list) {
    this.#list = list;
    let sum = 0;
    list.forEach((_, place) => this.#upTo.push(sum += 1 / (place + 1)));
  }

  draw(draws) {
    const at = draws.unit() * this.#upTo.at(-1);
    let low = 0, high = this.#upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#upTo[middle] <= at) low = middle + 1;
      else high = middle;
    }
    return this.#list[low];
  }

  /** So many different ones. */
  several(draws, count) {
    const drawn = new Set();
    while (drawn.size < Math.min(count, this.#list.length)) drawn.add(this.draw(draws));
    return [...drawn];
  }
}
