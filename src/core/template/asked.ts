/** Remembers what was asked and answered, so that what was made of the answers holds while they stay the same. */
export interface Asked<T> {
  ask(name: string): T;
  /** Whether everything that was asked would be answered the same. */
  readonly isSame: IsSame<T>;
}

type IsSame<T> = (now: (name: string) => T) => boolean;

/** Asks `answer`, and remembers. */
export function recordAsked<T>(answer: (name: string) => T): Asked<T> {
  const answers = new Map<string, T>();
  return {
    ask(name) {
      const given = answer(name);
      answers.set(name, given);
      return given;
    },
    isSame: comparing(answers),
  };
}

/** A function of its own: this part lives long, and must not keep alive what gave the answers. */
function comparing<T>(answers: ReadonlyMap<string, T>): IsSame<T> {
  return now => {
    for (const [name, given] of answers) if (now(name) !== given) return false;
    return true;
  };
}
