/**
 * The values of `--parameter-overrides`: `Env=dev Name="two words"`, and the longer
 * `ParameterKey=Env,ParameterValue=dev`. Quotes as in a shell.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-cli-command-reference-sam-deploy.html
 */
export function overridesOf(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const word of wordsOf(text)) {
    const long = /^ParameterKey=([A-Za-z0-9]+),ParameterValue=(.*)$/s.exec(word);
    const [, key, value] = long ?? /^([A-Za-z0-9]+)=(.*)$/s.exec(word) ?? [];
    if (key !== undefined && value !== undefined) values.set(key, value);
  }
  return values;
}

/** Words between blanks, quotes taken away. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = [];
  for (const [word] of text.matchAll(/(?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+/gs)) {
    words.push(
      word.replace(
        /"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/gs,
        (_, double?: string, single?: string, escaped?: string) =>
          double?.replace(/\\(.)/gs, '$1') ?? single ?? escaped ?? '',
      ),
    );
  }
  return words;
}
