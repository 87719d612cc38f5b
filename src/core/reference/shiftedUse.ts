import { shiftSpan } from '../template/shift';
import type { Span } from '../text/range';
import type { ReferenceUse } from './use';

/**
 * The same use further on in the text. There are thousands of them on a keystroke, and few are looked at: the places are
 * moved when somebody asks for them.
 */
export function shiftUse(use: ReferenceUse, by: number): ReferenceUse {
  return new ShiftedUse(use, by);
}

class ShiftedUse implements ReferenceUse {
  private readonly use: ReferenceUse;
  private readonly by: number;

  constructor(use: ReferenceUse, by: number) {
    this.use = use;
    this.by = by;
  }

  get reference(): ReferenceUse['reference'] {
    return this.use.reference;
  }
  get resolved(): ReferenceUse['resolved'] {
    return this.use.resolved;
  }
  get id(): ReferenceUse['id'] {
    return this.use.id;
  }
  get knowledge(): ReferenceUse['knowledge'] {
    return this.use.knowledge;
  }
  get filled(): ReferenceUse['filled'] {
    return this.use.filled;
  }
  get open(): ReferenceUse['open'] {
    return this.use.open;
  }
  get holes(): ReferenceUse['holes'] {
    return this.use.holes;
  }
  get span(): Span {
    return shiftSpan(this.use.span, this.by);
  }
  get spans(): readonly Span[] {
    return shiftSpans(this.use.spans, this.by);
  }
  locate(from: number, to: number): readonly Span[] {
    return shiftSpans(this.use.locate(from, to), this.by);
  }
  get whole(): boolean {
    return this.use.whole;
  }
  get last(): boolean {
    return this.use.last;
  }
  get place(): ReferenceUse['place'] {
    return this.use.place;
  }
  get guard(): ReferenceUse['guard'] {
    return this.use.guard;
  }
}

export function shiftSpans(spans: readonly Span[], by: number): readonly Span[] {
  return spans.map(span => shiftSpan(span, by));
}
